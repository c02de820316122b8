#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = +1 or -1: bit i of the Philox stream, 128 to a block, lowest first; a set bit is -1
#include "elementwise.glsl"
#include "philox.glsl"

void main()
{
    uvec2 seed = uvec2(xStart, yStart);
    uint stream = zStart;
    EACH(i) {
        uvec4 words = philox(uvec4(i / 128, 0, stream, 0), seed);
        bool negative = (words[i / 32 % 4] >> i % 32 & 1) != 0;
        put(i, negative ? REAL(-1) : REAL(1));
    }
}
