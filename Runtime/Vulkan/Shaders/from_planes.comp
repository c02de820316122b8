#version 460
// A window of planes, from one of them on, as a picture: (value + 1) / 2, clamped to 0..1
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    ivec2 planesSize;
    ivec2 window;
    int channels, first;
    uint targetStart, sourceStart;
};

layout(std430, binding = 0) writeonly buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer Source { float sources[]; };

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(p, size))) return;
    ivec2 q = p + window;
    for (int c = 0; c < channels; c++) {
        precise float value = 0.5 * sources[sourceStart + uint(((first + c) * planesSize.y + q.y) * planesSize.x + q.x)] + 0.5;
        targets[targetStart + uint((p.y * size.x + p.x) * channels + c)] = clamp(value, 0.0, 1.0);
    }
}
