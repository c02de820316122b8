// Single precision. log(1 + f) = 2 atanh(s), s = f / (2 + f), and exp by argument reduction, as in W. J. Cody, W. Waite,
// "Software manual for the elementary functions", 1980; sine and cosine by their Taylor series on an eighth of a turn.

// log(1 + f) + k log 2 for f between sqrt(1/2) - 1 and sqrt(2) - 1
float logOfReduced(float f, float k)
{
    precise float s = f / (2.0 + f);
    precise float w = s * s;
    precise float tail = w * (0.6666666 + w * (0.4000097 + w * (0.2849879 + w * 0.2427908)));
    precise float half2 = 0.5 * f * f;
    precise float result = k * 0.69313812256 - ((half2 - (s * (half2 + tail) + k * 9.0580006145e-6)) - f);
    return result;
}

// ln((r + 1/2) / 2^32)
float logOfUnit(uint r)
{
    // Near 1, from the distance to 1, which is exact.
    if (r >= 0xC0000000u) return logOfReduced(-(float(~r) + 0.5) * 2.3283064e-10, 0.0);
    int exponent;
    float m = frexp(float(r) + 0.5, exponent);
    if (m < 0.70710678) { m *= 2.0; exponent--; }
    return logOfReduced(m - 1.0, float(exponent - 32));
}

// Of t eighths of a turn, t between 0 and 1
void sineCosine(float t, out float sine, out float cosine)
{
    precise float angle = t * 0.78539816;
    precise float w = angle * angle;
    precise float s = angle + angle * w * (-1.6666667e-1 + w * (8.3333333e-3 + w * (-1.9841270e-4 + w * 2.7557319e-6)));
    precise float c = 1.0 + w * (-0.5 + w * (4.1666667e-2 + w * (-1.3888889e-3 + w * (2.4801587e-5 - w * 2.7557319e-7))));
    sine = s;
    cosine = c;
}

float exponential(float x)
{
    if (isnan(x)) return x;
    if (x > 88.72284) return uintBitsToFloat(0x7f800000u);
    if (x < -104.0) return 0.0;
    float k = floor(x * 1.44269504 + 0.5);
    precise float r = (x - k * 0.693359375) + k * 2.12194440e-4;
    precise float p = ((((1.9875691e-4 * r + 1.3981999e-3) * r + 8.3334519e-3) * r + 4.1665796e-2) * r + 1.6666665e-1) * r + 0.5;
    precise float value = p * r * r + r + 1.0;
    // 2^k in two steps, so that neither overflows.
    int low = int(k) / 2;
    return value * uintBitsToFloat(uint(127 + low) << 23) * uintBitsToFloat(uint(127 + int(k) - low) << 23);
}
