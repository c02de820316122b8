#version 460
#extension GL_GOOGLE_include_directive : require
// 1 value from red, 3 from the colours, 4 from all.
#extension GL_EXT_samplerless_texture_functions : require
#include "strided.glsl"
#include "texel.glsl"

layout(std430, binding = 0) writeonly buffer Values { float values[]; };
layout(binding = 6) uniform texture2D source;

void main()
{
    if (any(greaterThanEqual(PIXEL, size))) return;
    vec4 texel = texelFetch(source, PIXEL + origin, 0);
    for (int c = 0; c < channels; c++)
        values[place(PIXEL, c)] = (c < 3 ? transferred(transfer, texel[c]) : texel[c]) * scale + bias;
}
