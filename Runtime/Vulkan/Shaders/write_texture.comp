#version 460
#extension GL_GOOGLE_include_directive : require
// variants: rgba8 rgba16f
// A texel from 1, 3 or 4 values: grey stands in all three colours, alpha is 1 where there is none. Not a number becomes 0.
#include "strided.glsl"
#include "texel.glsl"

layout(std430, binding = 0) readonly buffer Values { float values[]; };
layout(TEXEL, binding = 5) uniform writeonly image2D target;

float value(int channel)
{
    float v = values[place(PIXEL, channel)] * scale + bias;
    return isnan(v) ? 0.0 : v;
}

void main()
{
    if (any(greaterThanEqual(PIXEL, size))) return;
    vec4 texel = vec4(vec3(transferred(transfer, value(0))), 1.0);
    if (channels > 1) texel.gb = vec2(transferred(transfer, value(1)), transferred(transfer, value(2)));
    if (channels == 4) texel.a = value(3);
    imageStore(target, PIXEL, stored(texel));
}
