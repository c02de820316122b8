// Double precision, which GLSL has for sqrt only: the series of real32.glsl, carried further.

double scaleByPowerOfTwo(double value, int exponent)
{
    int low = exponent / 2;
    return value * packDouble2x32(uvec2(0, uint(1023 + low) << 20)) * packDouble2x32(uvec2(0, uint(1023 + exponent - low) << 20));
}

// log(1 + f) for f between sqrt(1/2) - 1 and sqrt(2) - 1: 2 atanh(s) = 2 (s + s^3/3 + s^5/5 ...), s = f / (2 + f), |s| < 0.172
double logOfReduced(double f)
{
    precise double s = f / (2.0lf + f);
    precise double w = s * s;
    precise double sum = 0.0lf;
    for (int n = 21; n >= 3; n -= 2) sum = w * (1.0lf / double(n) + sum);
    precise double half2 = 0.5lf * f * f;
    // f - (f^2/2 - s (f^2/2 + tail)): the rounding of s does not reach the leading term.
    precise double result = f - (half2 - s * (half2 + 2.0lf * sum));
    return result;
}

// ln((r + 1/2) / 2^32)
double logOfUnit(uint r)
{
    double x = double(r) + 0.5lf;
    int exponent = int(unpackDouble2x32(x).y >> 20) - 1022;
    double m = scaleByPowerOfTwo(x, -exponent);
    if (m < 0.70710678118654752lf) { m *= 2.0lf; exponent--; }
    double k = double(exponent - 32);
    precise double result = k * 6.93147180369123816490e-01lf + (logOfReduced(m - 1.0lf) + k * 1.90821492927058770002e-10lf);
    return result;
}

// Of t eighths of a turn, t between 0 and 1
void sineCosine(double t, out double sine, out double cosine)
{
    precise double angle = t * 0.78539816339744830962lf;
    precise double w = angle * angle;
    precise double s = 0.0lf, c = 0.0lf;
    for (int n = 18; n >= 2; n -= 2) {
        s = -w / double(n * (n + 1)) * (1.0lf + s);
        c = -w / double(n * (n - 1)) * (1.0lf + c);
    }
    sine = angle + angle * s;
    cosine = 1.0lf + c;
}

double exponential(double x)
{
    if (isnan(x)) return x;
    if (x > 709.782712893384lf) return packDouble2x32(uvec2(0, 0x7ff00000));
    if (x < -745.2lf) return 0.0lf;
    double k = floor(x * 1.4426950408889634lf + 0.5lf);
    precise double r = (x - k * 6.93147180369123816490e-01lf) - k * 1.90821492927058770002e-10lf;
    precise double sum = 0.0lf;
    for (int n = 14; n >= 2; n--) sum = r / double(n) * (1.0lf + sum);
    precise double value = 1.0lf + (r + r * sum);
    return scaleByPowerOfTwo(value, int(k));
}
