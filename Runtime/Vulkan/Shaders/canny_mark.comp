#version 460
#extension GL_GOOGLE_include_directive : require
// An edge makes an edge of its tree's root.
#include "picture.glsl"
#include "forest.glsl"

void main()
{
    RETURN_OUTSIDE;
    uint i = uint(PIXEL.y * size.x + PIXEL.x);
    if (targets[targetStart + i] == 1.0) targets[targetStart + root(i)] = 1.0;
}
