// What kernels on a scene's pictures share: up to three sources of one size, and numbers.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    uint targetStart, firstStart, secondStart, thirdStart;
    uint flags;
    float a, b, c, d, e;
};

layout(std430, binding = 0) writeonly buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer First { float firsts[]; };
layout(std430, binding = 2) readonly buffer Second { float seconds[]; };
layout(std430, binding = 3) readonly buffer Third { float thirds[]; };

#define PIXEL ivec2(gl_GlobalInvocationID.xy)
#define RETURN_OUTSIDE if (any(greaterThanEqual(PIXEL, size))) return

bool isInside(ivec2 p) { return all(greaterThanEqual(p, ivec2(0))) && all(lessThan(p, size)); }

uint index(ivec2 p) { return uint(p.y * size.x + p.x); }

void put(int channels, int channel, float value) { targets[targetStart + index(PIXEL) * uint(channels) + uint(channel)] = value; }
