#version 460
#extension GL_GOOGLE_include_directive : require
// H. Scharr, "Optimale Operatoren in der digitalen Bildverarbeitung", 2000: dh/dx = ([3 10 3]^T / 16) * ([-1 0 1] / 2) over h,
// and its transpose for dh/dy; n = (-depth dh/dx, depth dh/dy, 1) / |.|, stored as (n + 1) / 2. The depth is a.
#include "picture.glsl"

float h(int x, int y)
{
    ivec2 q = wrapped(PIXEL + ivec2(x, y), size);
    return sources[sourceStart + uint(q.y * size.x + q.x)];
}

void main()
{
    RETURN_OUTSIDE;
    const float Side = 3.0 / 32.0, Middle = 10.0 / 32.0;
    float nw = h(-1, -1), n = h(0, -1), ne = h(1, -1), w = h(-1, 0), e = h(1, 0), sw = h(-1, 1), s = h(0, 1), se = h(1, 1);
    float dx = Side * ((ne - nw) + (se - sw)) + Middle * (e - w);
    float dy = Side * ((sw - nw) + (se - ne)) + Middle * (s - n);
    vec3 normal = vec3(-a * dx, a * dy, 1.0);
    normal = normal * (0.5 / sqrt(dot(normal, normal))) + 0.5;
    for (int c = 0; c < 3; c++) put(PIXEL, c, normal[c]);
}
