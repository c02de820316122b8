#version 460
#extension GL_GOOGLE_include_directive : require
// With e one over the distance along rays (u, v, -1): n = (-e_u, -e_v, e - u e_u - v e_v) / |.|; orthographic over e metres: n = (-e e_u, -e e_v, 1) / |.|.
// u = a x + b, v = c y + d. Of two one-sided differences the mean where they agree, else the smaller.
#include "scene.glsl"

float at(ivec2 p) { return isInside(p) ? firsts[firstStart + index(p)] : 0.0; }

float difference(float here, float before, float after)
{
    precise float left = here - before, right = after - here;
    if (!(before > 0.0)) return after > 0.0 ? right : 0.0;
    if (!(after > 0.0)) return left;
    precise float turn = right - left, least = 0.01 * here, mean = (left + right) * 0.5;
    if (abs(turn) <= least) return mean;
    return abs(right) < abs(left) ? right : left;
}

void main()
{
    RETURN_OUTSIDE;
    ivec2 p = PIXEL;
    float here = at(p);
    float du = difference(here, at(p - ivec2(1, 0)), at(p + ivec2(1, 0))) / a;
    float dv = difference(here, at(p - ivec2(0, 1)), at(p + ivec2(0, 1))) / c;
    float u = float(p.x) * a + b, v = float(p.y) * c + d;
    vec3 n = e > 0.0 ? vec3(-du * e, -dv * e, 1.0) : vec3(-du, -dv, here - u * du - v * dv);
    if (!(here > 0.0)) n = vec3(0.0, 0.0, 1.0);
    float scale = 0.5 / sqrt(dot(n, n));
    for (int channel = 0; channel < 3; channel++) put(3, channel, n[channel] * scale + 0.5);
}
