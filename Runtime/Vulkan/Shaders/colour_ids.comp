#version 460
#extension GL_GOOGLE_include_directive : require
// M. Jarzynski, M. Olano, "Hash functions for GPU rendering", 2020: PCG. Each of three bytes from 48 to 255; flags 1: the id is the colour. 0 is black.
#include "scene.glsl"

uint hash(uint id)
{
    uint state = id * 747796405u + 2891336453u;
    uint word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737u;
    return (word >> 22) ^ word;
}

void main()
{
    RETURN_OUTSIDE;
    uint id = uint(firsts[firstStart + index(PIXEL)]);
    uint lot = hash(id);
    for (int channel = 0; channel < 3; channel++) {
        int shift = 16 - 8 * channel;
        uint level = flags != 0 ? id >> shift & 255 : 48 + (lot >> shift & 255) * 208 / 256;
        put(3, channel, id != 0 ? float(level) / 255.0 : 0.0);
    }
}
