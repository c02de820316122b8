// Colour on its way to and from a texture, as Scumble.Imaging.TexelTransfer numbers it; and texels rounded as they are stored.
#include "half.glsl"

// IEC 61966-2-1:1999
float toLinear(float c) { return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4); }

float fromLinear(float l) { return l <= 0.0031308 ? 12.92 * l : 1.055 * pow(l, 1.0 / 2.4) - 0.055; }

float transferred(int transfer, float value)
{
    return transfer == 1 ? toLinear(value) : transfer == 2 ? fromLinear(value) : value;
}

#ifdef TEXEL
#if TEXEL_BITS == 8
vec4 stored(vec4 texel) { return floor(clamp(texel, 0.0, 1.0) * 255.0 + 0.5) / 255.0; }
#else
vec4 stored(vec4 texel)
{
    for (int c = 0; c < 4; c++) texel[c] = halfToFloat(floatToHalf(texel[c]));
    return texel;
}
#endif
#endif
