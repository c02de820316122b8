#version 460
// target = (r, g, b, 1) M of each of count pixels, clamped to 0..1
layout(local_size_x = 256) in;

layout(push_constant) uniform Arguments {
    uint count, targetStart, sourceStart, unused;
    vec4 red, green, blue, added; // the rows of M
};

layout(std430, binding = 0) writeonly buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer Source { float sources[]; };

void main()
{
    uint pixel = gl_GlobalInvocationID.x;
    if (pixel >= count) return;
    uint from = sourceStart + 3 * pixel, to = targetStart + 3 * pixel;
    precise vec4 value = sources[from] * red + sources[from + 1] * green + sources[from + 2] * blue + added;
    for (int c = 0; c < 3; c++) targets[to + c] = clamp(value[c], 0.0, 1.0);
}
