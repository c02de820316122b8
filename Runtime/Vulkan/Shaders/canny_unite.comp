#version 460
#extension GL_GOOGLE_include_directive : require
// Unites ridges that touch, with four of the eight neighbours: the other four unite with this one.
#include "picture.glsl"
#include "forest.glsl"

void main()
{
    RETURN_OUTSIDE;
    uint i = uint(PIXEL.y * size.x + PIXEL.x);
    if (parents[i] == None) return;
    const ivec2 neighbours[] = { ivec2(-1, 0), ivec2(-1, -1), ivec2(0, -1), ivec2(1, -1) };
    for (int n = 0; n < 4; n++) {
        ivec2 p = PIXEL + neighbours[n];
        if (isOutside(p, size)) continue;
        ivec2 q = wrapped(p, size);
        uint j = uint(q.y * size.x + q.x);
        if (parents[j] != None) unite(i, j);
    }
}
