// What kernels on pictures share: [height, width, channels], and what lies beyond an edge.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    ivec2 sourceSize;
    int channels;
    int tile;
    uint targetStart, sourceStart, secondStart;
    int flags;
    float a, b;
};

layout(std430, binding = 0) buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer Source { float sources[]; };

// The pixel of this invocation, if there is one.
#define PIXEL ivec2(gl_GlobalInvocationID.xy)
#define RETURN_OUTSIDE if (any(greaterThanEqual(PIXEL, size))) return

// The index inside 0..length - 1 that stands for any index: the other side where the axis repeats, else the edge.
int wrapIndex(int index, int length, bool repeats)
{
    if (!repeats) return clamp(index, 0, length - 1);
    // The remainder of a negative number is undefined.
    return index >= 0 ? int(uint(index) % uint(length)) : length - 1 - int(uint(-1 - index) % uint(length));
}

ivec2 wrapped(ivec2 p, ivec2 bounds)
{
    return ivec2(wrapIndex(p.x, bounds.x, (tile & 1) != 0), wrapIndex(p.y, bounds.y, (tile & 2) != 0));
}

// Whether a pixel lies beyond an edge of an axis that does not repeat.
bool isOutside(ivec2 p, ivec2 bounds)
{
    bvec2 beyond = bvec2(p.x < 0 || p.x >= bounds.x, p.y < 0 || p.y >= bounds.y);
    return beyond.x && (tile & 1) == 0 || beyond.y && (tile & 2) == 0;
}

float source(ivec2 p, int channel)
{
    ivec2 q = wrapped(p, sourceSize);
    return sources[sourceStart + uint((q.y * sourceSize.x + q.x) * channels + channel)];
}

void put(ivec2 p, int channel, float value)
{
    targets[targetStart + uint((p.y * size.x + p.x) * channels + channel)] = value;
}
