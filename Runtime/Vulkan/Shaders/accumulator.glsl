// A running sum with twice the digits of single precision, for devices without doubles too: D. E. Knuth, "The art of
// computer programming 2", 4.2.2, theorem B (the rounding error of a sum), and T. J. Dekker, "A floating-point technique
// for extending the available precision", 1971 (that of a product). Doubles are added plainly.
#if REAL_BITS == 32
float high = 0.0, low = 0.0;

void add(float value)
{
    precise float sum = high + value;
    precise float added = sum - high;
    precise float error = (high - (sum - added)) + (value - added);
    precise float rest = low + error;
    precise float newHigh = sum + rest;
    precise float newLow = rest - (newHigh - sum);
    high = newHigh;
    low = newLow;
}

void addProduct(float u, float v)
{
    precise float product = u * v;
    precise float cu = 4097.0 * u, cv = 4097.0 * v;
    precise float uHigh = cu - (cu - u), vHigh = cv - (cv - v);
    precise float uLow = u - uHigh, vLow = v - vHigh;
    precise float error = ((uHigh * vHigh - product) + uHigh * vLow + uLow * vHigh) + uLow * vLow;
    add(product);
    add(error);
}

void putSum()
{
    put(2 * gl_GlobalInvocationID.x, high);
    put(2 * gl_GlobalInvocationID.x + 1, low);
}
#else
double sum = 0.0lf;

void add(double value) { sum += value; }
void addProduct(double u, double v) { sum += u * v; }
void putSum() { put(gl_GlobalInvocationID.x, sum); }
#endif
