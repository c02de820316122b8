#version 460
// A picture in a window of planes, its edges continued over the rest: a v + b. One plane is brightness, 0.299 r + 0.587 g + 0.114 b.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    ivec2 sourceSize;
    ivec2 window;
    int channels, planes;
    uint targetStart, sourceStart;
    float a, b;
};

layout(std430, binding = 0) writeonly buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer Source { float sources[]; };

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(p, size))) return;
    ivec2 q = clamp(p - window, ivec2(0), sourceSize - 1);
    uint at = sourceStart + uint((q.y * sourceSize.x + q.x) * channels);
    vec3 colour = channels == 1 ? vec3(sources[at]) : vec3(sources[at], sources[at + 1], sources[at + 2]);
    if (planes == 1 && channels > 1) {
        precise float grey = 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b;
        colour.r = grey;
    }
    for (int c = 0; c < planes; c++) {
        precise float value = a * colour[c] + b;
        targets[targetStart + uint((c * size.y + p.y) * size.x + p.x)] = value;
    }
}
