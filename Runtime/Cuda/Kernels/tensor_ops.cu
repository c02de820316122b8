// The arithmetic of sampling on CUDA, the twins of CpuTensorOps; compiled by compile.py without fused multiply-adds, so that results are the
// same bits. Every elementwise kernel takes (target, x, y, z, a, b, c, count) and exists for float (_f32) and double (_f64).
//
// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
// Normals: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
typedef unsigned int uint;
typedef unsigned long long ulong;

#define EACH(i) for (ulong i = blockIdx.x * (ulong)blockDim.x + threadIdx.x; i < count; i += gridDim.x * (ulong)blockDim.x)
#define ELEMENTWISE(name, T, suffix, value) \
    extern "C" __global__ void name##_##suffix(T* target, const T* x, const T* y, const T* z, T a, T b, T c, ulong count) { EACH(i) target[i] = value; }
#define BOTH(name, value) ELEMENTWISE(name, float, f32, value) ELEMENTWISE(name, double, f64, value)

template<typename T> __device__ T blended(T m, T x, T y) { return m == T(0) ? y : m == T(1) ? x : m * x + (T(1) - m) * y; }
template<typename T> __device__ T clamped(T x, T low, T high) { return x < low ? low : x > high ? high : x; }

BOTH(scale, a * x[i])
BOTH(combine2, a * x[i] + b * y[i])
BOTH(combine3, a * x[i] + b * y[i] + c * z[i])
BOTH(multiply, x[i] * y[i])
BOTH(exponential, exp(a * x[i]))
BOTH(square_root, sqrt(x[i]))
BOTH(clamp, clamped(x[i], a, b))
BOTH(blend, blended(z[i], x[i], y[i]))

#define GATHER(T, suffix) extern "C" __global__ void gather_##suffix(T* target, const T* source, const int* indices, ulong count) { EACH(i) target[i] = source[indices[i]]; }
GATHER(float, f32)
GATHER(double, f64)

// Halves, by the instructions that round to nearest even.
__device__ float from_half(unsigned short h) { float f; asm("cvt.f32.f16 %0, %1;" : "=f"(f) : "h"(h)); return f; }
__device__ unsigned short half_of(float f) { unsigned short h; asm("cvt.rn.f16.f32 %0, %1;" : "=h"(h) : "f"(f)); return h; }
__device__ unsigned short half_of(double d) { unsigned short h; asm("cvt.rn.f16.f64 %0, %1;" : "=h"(h) : "d"(d)); return h; }

#define CONVERT(name, S, T, value) extern "C" __global__ void convert_##name(T* target, const S* source, ulong count) { EACH(i) target[i] = value; }
CONVERT(f16_f32, unsigned short, float, from_half(source[i]))
CONVERT(f16_f64, unsigned short, double, from_half(source[i]))
CONVERT(f32_f16, float, unsigned short, half_of(source[i]))
CONVERT(f64_f16, double, unsigned short, half_of(source[i]))
CONVERT(f32_f64, float, double, source[i])
CONVERT(f64_f32, double, float, (float)source[i])

struct Words { uint w[4]; };

__device__ Words philox(ulong block, uint stream, ulong seed)
{
    uint c0 = (uint)block, c1 = (uint)(block >> 32), c2 = stream, c3 = 0, k0 = (uint)seed, k1 = (uint)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        ulong p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
        uint n0 = (uint)(p1 >> 32) ^ c1 ^ k0, n2 = (uint)(p0 >> 32) ^ c3 ^ k1;
        c0 = n0; c1 = (uint)p1; c2 = n2; c3 = (uint)p0;
        k0 += 0x9E3779B9u; k1 += 0xBB67AE85u;
    }
    return { c0, c1, c2, c3 };
}

// (z0, z1) = sqrt(-2 ln u0) (cos 2 pi u1, sin 2 pi u1), u = (r + 1/2) / 2^32
__device__ void box_muller(uint r0, uint r1, double* z)
{
    const double unit = 1.0 / 4294967296.0, pi = 3.14159265358979323846;
    double radius = sqrt(-2 * log((r0 + 0.5) * unit)), sine, cosine;
    sincos(2 * pi * ((r1 + 0.5) * unit), &sine, &cosine);
    z[0] = radius * cosine;
    z[1] = radius * sine;
}

template<typename T> __device__ void noise(T* target, double scale, ulong seed, uint stream, uint adds, ulong elements)
{
    ulong count = (elements + 3) / 4;
    EACH(block) {
        Words r = philox(block, stream, seed);
        double z[4];
        box_muller(r.w[0], r.w[1], z);
        box_muller(r.w[2], r.w[3], z + 2);
        for (ulong k = 0; k < 4 && 4 * block + k < elements; k++) {
            T value = (T)(scale * z[k]);
            target[4 * block + k] = adds ? target[4 * block + k] + value : value;
        }
    }
}

template<typename T> __device__ void signs(T* target, ulong seed, uint stream, ulong count)
{
    EACH(i) target[i] = (philox(i / 128, stream, seed).w[i / 32 % 4] >> (i % 32) & 1) ? T(-1) : T(1);
}

#define RANDOM(T, suffix) \
    extern "C" __global__ void noise_##suffix(T* target, double scale, ulong seed, uint stream, uint adds, ulong count) { noise(target, scale, seed, stream, adds, count); } \
    extern "C" __global__ void signs_##suffix(T* target, double scale, ulong seed, uint stream, uint adds, ulong count) { signs(target, seed, stream, count); }
RANDOM(float, f32)
RANDOM(double, f64)

// One sum in double precision for each thread of the grid; the host adds those up, in order.
#define REDUCE(name, T, suffix, term) \
    extern "C" __global__ void name##_##suffix(double* sums, const T* x, const T* y, const T* z, T a, T b, T c, ulong count) { \
        double sum = 0; \
        EACH(i) sum += term; \
        sums[blockIdx.x * blockDim.x + threadIdx.x] = sum; \
    }
template<typename T> __device__ double error(T x, T y, T z, T a, T b)
{
    T e = (x - y) / max(a, b * max(abs(x), abs(z)));
    return (double)e * (double)e;
}
REDUCE(sum, float, f32, (double)x[i])
REDUCE(sum, double, f64, x[i])
REDUCE(dot, float, f32, (double)x[i] * (double)y[i])
REDUCE(dot, double, f64, x[i] * y[i])
REDUCE(error_norm, float, f32, error(x[i], y[i], z[i], a, b))
REDUCE(error_norm, double, f64, error(x[i], y[i], z[i], a, b))

// The rank-th smallest |x| and the next one: numbers without a sign are ordered as their bits are, so the bits are found from the top down.
template<typename T, typename B> __device__ void order_statistic(double* answer, const T* x, ulong rank, ulong count, B mask, int top)
{
    __shared__ ulong below;
    __shared__ B least;
    B value = 0;
    for (int bit = top; bit >= 0; bit--) {
        if (threadIdx.x == 0) below = 0;
        __syncthreads();
        ulong mine = 0;
        for (ulong i = threadIdx.x; i < count; i += blockDim.x) mine += (((const B*)x)[i] & mask) < (value | (B)1 << bit);
        atomicAdd(&below, mine);
        __syncthreads();
        if (below <= rank) value |= (B)1 << bit;
        __syncthreads();
    }
    if (threadIdx.x == 0) { below = 0; least = mask; }
    __syncthreads();
    ulong mine = 0;
    for (ulong i = threadIdx.x; i < count; i += blockDim.x) {
        B bits = ((const B*)x)[i] & mask;
        if (bits <= value) mine++;
        else atomicMin(&least, bits);
    }
    atomicAdd(&below, mine);
    __syncthreads();
    if (threadIdx.x == 0) {
        B next = below > rank + 1 || below == count ? value : least;
        answer[0] = (double)*(T*)&value;
        answer[1] = (double)*(T*)&next;
    }
}
extern "C" __global__ void order_statistic_f32(double* answer, const float* x, ulong rank, ulong count) { order_statistic<float, uint>(answer, x, rank, count, 0x7FFFFFFFu, 30); }
extern "C" __global__ void order_statistic_f64(double* answer, const double* x, ulong rank, ulong count) { order_statistic<double, ulong>(answer, x, rank, count, 0x7FFFFFFFFFFFFFFFull, 62); }
