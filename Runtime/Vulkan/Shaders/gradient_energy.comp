#version 460
#extension GL_GOOGLE_include_directive : require
// target = the sum over the colours of gx^2 + gy^2, gx = [1 2 1]^T [-1 0 1], gy = [-1 0 1]^T [1 2 1].
// An invocation does four pixels below each other, which share their rows.
#include "picture.glsl"

vec3 across(ivec3 columns, int y, int channel)
{
    int start = int(sourceStart) + sourceSize.x * channels * wrapIndex(y, sourceSize.y, (tile & 2) != 0) + channel;
    return vec3(sources[start + columns.x], sources[start + columns.y], sources[start + columns.z]);
}

void main()
{
    int x = PIXEL.x, y = 4 * PIXEL.y;
    if (x >= size.x || y >= size.y) return;
    bool repeats = (tile & 1) != 0;
    ivec3 columns = channels * ivec3(wrapIndex(x - 1, sourceSize.x, repeats), x, wrapIndex(x + 1, sourceSize.x, repeats));
    vec4 sums = vec4(0.0);
    for (int channel = 0; channel < min(channels, 3); channel++) {
        vec3 above = across(columns, y - 1, channel), here = across(columns, y, channel);
        for (int k = 0; k < 4; k++) {
            vec3 below = across(columns, y + k + 1, channel);
            float gx = above.z - above.x + 2.0 * (here.z - here.x) + (below.z - below.x);
            float gy = below.x - above.x + 2.0 * (below.y - above.y) + (below.z - above.z);
            sums[k] += gx * gx + gy * gy;
            above = here;
            here = below;
        }
    }
    for (int k = 0; k < 4; k++)
        if (y + k < size.y) targets[targetStart + uint((y + k) * size.x + x)] = sums[k];
}
