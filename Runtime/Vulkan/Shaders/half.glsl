// Half precision in the low 16 bits of an integer, rounded to nearest even whatever the device's own conversion does.

uint floatToHalf(float value)
{
    uint bits = floatBitsToUint(value);
    uint sign = bits >> 16 & 0x8000;
    uint size = bits & 0x7fffffff;
    if (size > 0x7f800000) return sign | 0x7e00;
    if (size >= 0x477ff000) return sign | 0x7c00;
    if (size >= 0x38800000) return sign | (size + 0xfff + (size >> 13 & 1) - 0x38000000) >> 13;

    // Below 2^-14 a half counts steps of 2^-24.
    uint shift = 126 - (size >> 23);
    if (shift > 24) return sign;
    uint significand = size & 0x7fffff | 0x800000;
    uint steps = significand >> shift;
    uint rest = significand & (1u << shift) - 1;
    uint middle = 1u << shift - 1;
    return sign | steps + (rest > middle || rest == middle && (steps & 1) != 0 ? 1 : 0);
}

float halfToFloat(uint bits)
{
    uint sign = (bits & 0x8000) << 16;
    uint exponent = bits >> 10 & 31;
    uint fraction = bits & 0x3ff;
    if (exponent == 0) return uintBitsToFloat(sign | floatBitsToUint(float(fraction) * 5.9604644775390625e-8));
    return uintBitsToFloat(sign | (exponent == 31 ? 0x7f800000 : exponent + 112 << 23) | fraction << 13);
}
