#version 460
#extension GL_GOOGLE_include_directive : require
// 1 / z is linear in the depth buffer: a = 1 / near at its near plane, b = 1 / far at its far one.
// target = z, or with flags 2 one over it; flags 1 says that the near plane is 1.
#include "single.glsl"
#include "elementwise.glsl"

void main()
{
    EACH(i) {
        float nearness = (flags & 1) != 0 ? x(i) : 1.0 - x(i);
        precise float inverse = b + nearness * (a - b);
        put(i, (flags & 2) != 0 ? inverse : 1.0 / inverse);
    }
}
