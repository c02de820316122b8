#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target_i = x_(indices_i); an index outside takes the last element, for a shader cannot complain, and must not read what is not there
layout(local_size_x = 256) in;
layout(push_constant) uniform Arguments { uint count, targetStart, sourceStart, indexStart, sourceCount; };
layout(std430, binding = 0) writeonly buffer Target { REAL targets[]; };
layout(std430, binding = 1) readonly buffer Source { REAL sources[]; };
layout(std430, binding = 2) readonly buffer Indices { int indices[]; };

void main()
{
    for (uint i = gl_GlobalInvocationID.x; i < count; i += gl_NumWorkGroups.x * gl_WorkGroupSize.x)
        targets[targetStart + i] = sources[sourceStart + min(uint(indices[indexStart + i]), sourceCount - 1)];
}
