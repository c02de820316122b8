#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target_i = x_(indices_i)
layout(local_size_x = 256) in;
layout(push_constant) uniform Arguments { uint count, targetStart, sourceStart, indexStart; };
layout(std430, binding = 0) writeonly buffer Target { REAL targets[]; };
layout(std430, binding = 1) readonly buffer Source { REAL sources[]; };
layout(std430, binding = 2) readonly buffer Indices { int indices[]; };

void main()
{
    for (uint i = gl_GlobalInvocationID.x; i < count; i += gl_NumWorkGroups.x * gl_WorkGroupSize.x)
        targets[targetStart + i] = sources[sourceStart + uint(indices[indexStart + i])];
}
