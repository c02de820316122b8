#version 460
#extension GL_GOOGLE_include_directive : require
// gx = [1 2 1]^T [-1 0 1], gy = [-1 0 1]^T [1 2 1], of the source rounded to 8-bit levels
#include "picture.glsl"

layout(std430, binding = 2) writeonly buffer Second { float seconds[]; };

float level(int x, int y)
{
    return floor(clamp(source(PIXEL + ivec2(x, y), 0), 0.0, 1.0) * 255.0 + 0.5);
}

void main()
{
    RETURN_OUTSIDE;
    float nw = level(-1, -1), n = level(0, -1), ne = level(1, -1);
    float w = level(-1, 0), e = level(1, 0);
    float sw = level(-1, 1), s = level(0, 1), se = level(1, 1);
    put(PIXEL, 0, ne - nw + 2.0 * (e - w) + (se - sw));
    seconds[secondStart + uint(PIXEL.y * size.x + PIXEL.x)] = sw - nw + 2.0 * (s - n) + (se - ne);
}
