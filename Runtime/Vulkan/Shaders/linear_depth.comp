#version 460
#extension GL_GOOGLE_include_directive : require
// Nearness, 1 at the near plane and 0 at the far one, is c v + d of the stored v. Linear in it is from b at the far plane to a at the near one:
// one over the distance z, or with flags 1 (orthographic) z itself. target = z, or with flags 2 one over it (orthographic: nearness).
// Where nothing was drawn z is infinite.
#include "scene.glsl"

void main()
{
    RETURN_OUTSIDE;
    precise float nearness = firsts[firstStart + index(PIXEL)] * c + d;
    precise float linear = b + nearness * (a - b);
    bool isOrthographic = (flags & 1) != 0, isInverse = (flags & 2) != 0;
    float value = isInverse ? 0.0 : uintBitsToFloat(0x7f800000);
    if (nearness > 0.0) value = isOrthographic ? isInverse ? nearness : linear : isInverse ? linear : 1.0 / linear;
    put(1, 0, value);
}
