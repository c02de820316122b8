#version 460
#extension GL_GOOGLE_include_directive : require
// g(i) = exp(-i^2 / (2 sigma^2)) / sum along one axis (flags: 0 x, 1 y), for |i| <= r; sigma is a, r is round(4 sigma).
// A row is width x channels floats; a workgroup does 64 x 16 of them, an invocation four below each other: neighbours read neighbours on both axes.
#include "single.glsl"
#include "picture.glsl"
#include "real32.glsl"

const int MostWeights = 4 * 64 + 1; // of GaussianBlur.MaxSigma
shared float weights[MostWeights];

int r, pitch, column, row;
vec4 sums = vec4(0.0);
float total = 0.0;

void add(int i, vec4 values)
{
    float weight = weights[abs(i)];
    sums += weight * values;
    total += weight;
}

// isInside is a constant wherever these are called, so that inside of the picture nothing wraps.
void alongX(int x, bool isInside)
{
    ivec4 starts = int(sourceStart) + pitch * min(row + ivec4(0, 1, 2, 3), size.y - 1) + column - x * channels;
    for (int i = -r; i <= r; i++) {
        ivec4 at = starts + channels * (isInside ? x + i : wrapIndex(x + i, size.x, (tile & 1) != 0));
        add(i, vec4(sources[at.x], sources[at.y], sources[at.z], sources[at.w]));
    }
}

float valueAt(int y, bool isInside)
{
    return sources[int(sourceStart) + column + pitch * (isInside ? y : wrapIndex(y, size.y, (tile & 2) != 0))];
}

void alongY(bool isInside)
{
    int y = row - r;
    vec4 values = vec4(0.0, valueAt(y, isInside), valueAt(y + 1, isInside), valueAt(y + 2, isInside));
    for (int i = -r; i <= r; i++) {
        values = vec4(values.yzw, valueAt(row + i + 3, isInside));
        add(i, values);
    }
}

void main()
{
    r = int(4.0 * a + 0.5);
    uint lane = gl_LocalInvocationIndex;
    for (int i = int(lane); i <= r; i += 256) weights[i] = exponential(-float(i * i) / (2.0 * a * a));
    barrier();

    pitch = size.x * channels;
    column = int(64 * gl_WorkGroupID.x + lane % 64);
    row = int(16 * gl_WorkGroupID.y + 4 * (lane / 64));
    if (column >= pitch || row >= size.y) return;
    if (flags == 0) {
        int x = column / channels;
        if (x >= r && x + r < size.x) alongX(x, true);
        else alongX(x, false);
    } else if (row >= r && row + 3 + r < size.y) alongY(true);
    else alongY(false);
    for (int k = 0; k < 4; k++)
        if (row + k < size.y) targets[targetStart + uint(pitch * (row + k) + column)] = sums[k] / total;
}
