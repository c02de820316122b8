#version 460
#extension GL_GOOGLE_include_directive : require
// Whole numbers of an integer image, as floats: exact below 2^24, of which those above keep the lower bits.
#extension GL_EXT_samplerless_texture_functions : require
#include "strided.glsl"

layout(std430, binding = 0) writeonly buffer Values { float values[]; };
layout(binding = 6) uniform utexture2D source;

void main()
{
    if (any(greaterThanEqual(PIXEL, size))) return;
    values[place(PIXEL, 0)] = float(texelFetch(source, PIXEL + origin, 0).x & 0xFFFFFFu);
}
