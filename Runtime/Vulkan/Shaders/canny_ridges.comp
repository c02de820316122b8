#version 460
#extension GL_GOOGLE_include_directive : require
// J. Canny, "A computational approach to edge detection", 1986: suppression of all but the ridges of |gx| + |gy|, above a
// along the gradient, whose direction is one of four: tan(22.5 deg) = 13573 / 2^15. Ridges above b are edges already.
#include "picture.glsl"
#include "forest.glsl"

layout(std430, binding = 2) readonly buffer Second { float seconds[]; };

ivec2 gradient(ivec2 p)
{
    ivec2 q = wrapped(p, size);
    uint i = uint(q.y * size.x + q.x);
    return isOutside(p, size) ? ivec2(0) : ivec2(sources[sourceStart + i], seconds[secondStart + i]);
}

int norm(ivec2 offset)
{
    ivec2 g = abs(gradient(PIXEL + offset));
    return g.x + g.y;
}

bool isRidge(int here)
{
    ivec2 g = gradient(PIXEL);
    int tan22 = abs(g.x) * 13573;
    int tan67 = tan22 + (abs(g.x) << 16);
    int steep = abs(g.y) << 15;
    if (steep < tan22) return here > norm(ivec2(-1, 0)) && here >= norm(ivec2(1, 0));
    if (steep > tan67) return here > norm(ivec2(0, -1)) && here >= norm(ivec2(0, 1));
    int s = (g.x ^ g.y) < 0 ? -1 : 1;
    return here > norm(ivec2(-s, -1)) && here > norm(ivec2(s, 1));
}

void main()
{
    RETURN_OUTSIDE;
    uint i = uint(PIXEL.y * size.x + PIXEL.x);
    int here = norm(ivec2(0));
    bool ridge = here > int(a) && isRidge(here);
    parents[i] = ridge ? i : None;
    put(PIXEL, 0, ridge && here > int(b) ? 1.0 : 0.0);
}
