#version 460
#extension GL_GOOGLE_include_directive : require
// g(i) = exp(-i^2 / (2 sigma^2)) / sum along one axis (flags: 0 x, 1 y), for |i| <= r; sigma is a, r is round(4 sigma)
#include "single.glsl"
#include "picture.glsl"
#include "real32.glsl"

void main()
{
    RETURN_OUTSIDE;
    int r = int(4.0 * a + 0.5);
    ivec2 along = flags == 0 ? ivec2(1, 0) : ivec2(0, 1);
    vec4 sum = vec4(0.0);
    float total = 0.0;
    for (int i = -r; i <= r; i++) {
        float weight = exponential(-float(i * i) / (2.0 * a * a));
        total += weight;
        for (int c = 0; c < channels; c++) sum[c] += weight * source(PIXEL + i * along, c);
    }
    for (int c = 0; c < channels; c++) put(PIXEL, c, sum[c] / total);
}
