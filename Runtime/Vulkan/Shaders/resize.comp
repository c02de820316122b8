#version 460
#extension GL_GOOGLE_include_directive : require
// K. Turkowski, "Filters for common resampling tasks", 1990: along one axis (flags: 0 x, 1 y) L(x) = sinc(x) sinc(x / 3) for
// |x| < 3, widened by the scale when shrinking. b not 0 clamps the result to 0..1.
#include "single.glsl"
#include "picture.glsl"
#include "real32.glsl"

float sinPi(float x)
{
    float whole = floor(x + 0.5);
    float t = 4.0 * abs(x - whole);
    float sine, cosine;
    sineCosine(t <= 1.0 ? t : 2.0 - t, sine, cosine);
    float size = t <= 1.0 ? sine : cosine;
    return (x < whole) != (mod(whole, 2.0) != 0.0) ? -size : size;
}

float sinc(float x) { return abs(x) < 1e-4 ? 1.0 : sinPi(x) / (3.14159265 * x); }

float lanczos(float x) { return abs(x) < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0; }

void main()
{
    RETURN_OUTSIDE;
    int axis = flags;
    int from = sourceSize[axis], to = size[axis];
    float scale = max(1.0, float(from) / float(to));

    // The centre is ((i + 1/2) from / to) - 1/2; whole part and fraction from integers, which do not round.
    int numerator = (2 * PIXEL[axis] + 1) * from - to;
    int whole = numerator >= 0 ? numerator / (2 * to) : -1;
    float fraction = float(numerator - whole * 2 * to) / float(2 * to);

    int reach = int(3.0 * scale) + 1;
    vec4 sum = vec4(0.0);
    float total = 0.0;
    for (int k = -reach; k <= reach + 1; k++) {
        float w = lanczos((float(k) - fraction) / scale);
        if (w == 0.0) continue;
        total += w;
        ivec2 p = PIXEL;
        p[axis] = whole + k;
        for (int c = 0; c < channels; c++) sum[c] += w * source(p, c);
    }
    for (int c = 0; c < channels; c++) put(PIXEL, c, b != 0.0 ? clamp(sum[c] / total, 0.0, 1.0) : sum[c] / total);
}
