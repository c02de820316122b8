#version 460
#extension GL_GOOGLE_include_directive : require
// N. Max, "Horizon mapping: shadows for bump-mapped surfaces", 1988; V. Timonen, J. Westerholm, "Scalable height field
// self-shadowing", 2010. In sixteen directions p the horizon is the steepest line of sight, t = max over d of
// depth (h(x + d p) - h(x)) / d, at least the surface's own slope, and the cosine-weighted sky above it is
// V = sum over p of w_p n_z [ 1 / (1 + t^2) - (g . p) (pi/2 - atan(t) - t / (1 + t^2)) ], with g the slope. The depth is a.
#include "picture.glsl"

const int Radius = 32;
const float HalfPi = 1.57079632679;

float h(ivec2 p)
{
    ivec2 q = wrapped(p, size);
    return a * sources[sourceStart + uint(q.y * size.x + q.x)];
}

// M. Abramowitz, I. Stegun, 4.4.49, absolute error 1e-5, with atan(t) = pi/2 - atan(1/t) beyond 1.
float arcTangent(float t)
{
    float x = abs(t) > 1.0 ? 1.0 / abs(t) : abs(t);
    float xx = x * x;
    float near = x * (0.9998660 + xx * (-0.3302995 + xx * (0.1801410 + xx * (-0.0851330 + xx * 0.0208351))));
    float angle = abs(t) > 1.0 ? HalfPi - near : near;
    return t < 0.0 ? -angle : angle;
}

// The directions are vectors of the grid: four axes, four diagonals, eight knight's moves; each stands for half the angles to both neighbours.
float weight(ivec2 step)
{
    const float Axis = 0.07379180882521663, Diagonal = 0.125 - Axis;
    int moves = abs(step.x) + abs(step.y);
    return moves == 1 ? Axis : moves == 2 && step.x != 0 && step.y != 0 ? Diagonal : moves == 3 ? 0.0625 : 0.0;
}

void main()
{
    RETURN_OUTSIDE;
    ivec2 p = PIXEL;
    float here = h(p);
    vec2 slope = 0.5 * vec2(h(p + ivec2(1, 0)) - h(p - ivec2(1, 0)), h(p + ivec2(0, 1)) - h(p - ivec2(0, 1)));
    float sky = 0.0;
    for (int y = -2; y <= 2; y++) {
        for (int x = -2; x <= 2; x++) {
            ivec2 step = ivec2(x, y);
            if (weight(step) == 0.0) continue;
            float len = length(vec2(step));
            float along = dot(slope, vec2(step)) / len;
            float t = along;
            for (int k = 1; k * len <= Radius; k += max(1, k / 10)) t = max(t, (h(p + k * step) - here) / (k * len));
            float sin2 = 1.0 / (1.0 + t * t);
            sky += weight(step) * (sin2 - along * (HalfPi - arcTangent(t) - t * sin2));
        }
    }
    put(p, 0, clamp(sky / sqrt(1.0 + dot(slope, slope)), 0.0, 1.0));
}
