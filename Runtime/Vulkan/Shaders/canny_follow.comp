#version 460
#extension GL_GOOGLE_include_directive : require
// Every ridge is what its tree's root is.
#include "picture.glsl"
#include "forest.glsl"

void main()
{
    RETURN_OUTSIDE;
    uint i = uint(PIXEL.y * size.x + PIXEL.x);
    if (parents[i] != None) put(PIXEL, 0, targets[targetStart + root(i)]);
}
