#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f16_f32 f16_f64 f32_f16 f32_f64 f64_f16 f64_f32
// target = source, rounded once to nearest even
#if SOURCE_BITS == 16 || TARGET_BITS == 16
#extension GL_EXT_shader_16bit_storage : require
#include "half.glsl"
#endif

#define STORED_16 uint16_t
#define STORED_32 float
#define STORED_64 double
#define JOIN(bits) STORED_##bits
#define STORED(bits) JOIN(bits)

layout(local_size_x = 256) in;
layout(push_constant) uniform Arguments { uint count, targetStart, sourceStart; };
layout(std430, binding = 0) writeonly buffer Target { STORED(TARGET_BITS) targets[]; };
layout(std430, binding = 1) readonly buffer Source { STORED(SOURCE_BITS) sources[]; };

#if SOURCE_BITS == 16
float load(uint i) { return halfToFloat(uint(sources[sourceStart + i])); }
#else
STORED(SOURCE_BITS) load(uint i) { return sources[sourceStart + i]; }
#endif

#if SOURCE_BITS == 64
// To odd: the last bit says that something was cut off, so that rounding again to fewer bits is right.
float narrowed(double value)
{
    float nearest = float(value);
    if (isnan(value) || double(nearest) == value) return nearest;
    uint bits = floatBitsToUint(nearest);
    return uintBitsToFloat((abs(double(nearest)) > abs(value) ? bits - 1 : bits) | 1);
}
#else
float narrowed(float value) { return value; }
#endif

void main()
{
    for (uint i = gl_GlobalInvocationID.x; i < count; i += gl_NumWorkGroups.x * gl_WorkGroupSize.x) {
#if TARGET_BITS == 16
        targets[targetStart + i] = uint16_t(floatToHalf(narrowed(load(i))));
#else
        targets[targetStart + i] = STORED(TARGET_BITS)(load(i));
#endif
    }
}
