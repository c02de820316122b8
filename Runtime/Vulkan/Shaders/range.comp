#version 460
#extension GL_GOOGLE_include_directive : require
// The least and the greatest of all x: one pair for each workgroup, the least ones first. With flags 1, x holds such pairs.
#include "single.glsl"
#include "elementwise.glsl"

shared vec2 ranges[256];

void main()
{
    uint lane = gl_LocalInvocationID.x;
    const float infinity = uintBitsToFloat(0x7f800000);
    vec2 range = vec2(infinity, -infinity);
    EACH(i) range = vec2(min(range.x, x(i)), max(range.y, x((flags & 1) != 0 ? count + i : i)));
    ranges[lane] = range;
    barrier();
    for (uint width = 128; width > 0; width /= 2) {
        if (lane < width) ranges[lane] = vec2(min(ranges[lane].x, ranges[lane + width].x), max(ranges[lane].y, ranges[lane + width].y));
        barrier();
    }
    if (lane == 0) {
        put(gl_WorkGroupID.x, ranges[0].x);
        put(gl_NumWorkGroups.x + gl_WorkGroupID.x, ranges[0].y);
    }
}
