#version 460
#extension GL_GOOGLE_include_directive : require
// g(i) = exp(-i^2 / (2 sigma^2)) / sum along one axis (flags: 0 x, 1 y), for |i| <= r; sigma is a, r is round(4 sigma)
#include "single.glsl"
#include "picture.glsl"
#include "real32.glsl"

const int MostWeights = 4 * 64 + 1; // of GaussianBlur.MaxSigma
shared float weights[MostWeights];

void main()
{
    int r = int(4.0 * a + 0.5);
    for (int i = int(gl_LocalInvocationIndex); i <= r; i += 256) weights[i] = exponential(-float(i * i) / (2.0 * a * a));
    barrier();
    RETURN_OUTSIDE;
    bool isAlongX = flags == 0, repeats = (tile & (isAlongX ? 1 : 2)) != 0;
    int here = isAlongX ? PIXEL.x : PIXEL.y, length = isAlongX ? sourceSize.x : sourceSize.y;
    int stride = (isAlongX ? 1 : sourceSize.x) * channels, first = int(sourceStart) + (isAlongX ? PIXEL.y * sourceSize.x : PIXEL.x) * channels;
    bool isInside = here >= r && here + r < length;
    vec4 sum = vec4(0.0);
    float total = 0.0;
    for (int i = -r; i <= r; i++) {
        float weight = weights[abs(i)];
        int at = first + stride * (isInside ? here + i : wrapIndex(here + i, length, repeats));
        total += weight;
        for (int c = 0; c < channels; c++) sum[c] += weight * sources[at + c];
    }
    for (int c = 0; c < channels; c++) put(PIXEL, c, sum[c] / total);
}
