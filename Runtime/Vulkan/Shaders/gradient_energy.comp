#version 460
#extension GL_GOOGLE_include_directive : require
// target = the sum over the colours of gx^2 + gy^2, gx = [1 2 1]^T [-1 0 1], gy = [-1 0 1]^T [1 2 1]
#include "picture.glsl"

float at(int x, int y, int channel) { return source(PIXEL + ivec2(x, y), channel); }

void main()
{
    RETURN_OUTSIDE;
    float sum = 0.0;
    for (int channel = 0; channel < min(channels, 3); channel++) {
        float nw = at(-1, -1, channel), n = at(0, -1, channel), ne = at(1, -1, channel);
        float w = at(-1, 0, channel), e = at(1, 0, channel);
        float sw = at(-1, 1, channel), s = at(0, 1, channel), se = at(1, 1, channel);
        float gx = ne - nw + 2.0 * (e - w) + (se - sw), gy = sw - nw + 2.0 * (s - n) + (se - ne);
        sum += gx * gx + gy * gy;
    }
    targets[targetStart + uint(PIXEL.y * size.x + PIXEL.x)] = sum;
}
