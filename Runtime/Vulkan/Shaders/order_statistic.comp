#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// The value of a rank among all |x|, and the next in order: a radix selection. The bits of positive numbers are ordered as
// the numbers are; digit after digit of 8 bits, a histogram of the candidates tells in which bin the rank lies.
#include "elementwise.glsl"

const int Digits = REAL_BITS / 8;
const REAL None = REAL(-1);
shared uint histogram[256];
shared uint prefix[Digits];
shared uint rank;
shared REAL least[256];

uint digit(REAL value, int d)
{
#if REAL_BITS == 32
    return floatBitsToUint(value) >> 24 - 8 * d & 255;
#else
    uvec2 words = unpackDouble2x32(value);
    return (d < 4 ? words.y : words.x) >> 24 - 8 * (d & 3) & 255;
#endif
}

// -1, 0 or 1: how the first digits stand to those that were found.
int compared(REAL value, int digits)
{
    for (int d = 0; d < digits; d++)
        if (digit(value, d) != prefix[d]) return digit(value, d) < prefix[d] ? -1 : 1;
    return 0;
}

void main()
{
    uint lane = gl_LocalInvocationID.x;
    if (lane == 0) rank = flags;
    for (int d = 0; d < Digits; d++) {
        histogram[lane] = 0;
        barrier();
        for (uint i = lane; i < count; i += 256)
            if (compared(abs(x(i)), d) == 0) atomicAdd(histogram[digit(abs(x(i)), d)], 1);
        barrier();
        if (lane == 0) {
            uint bin = 0;
            while (histogram[bin] <= rank) rank -= histogram[bin++];
            prefix[d] = bin;
        }
        barrier();
    }

    // All that compare equal are the value; if the rank is the last of them, the least above is the next in order.
    least[lane] = None;
    for (uint i = lane; i < count; i += 256) {
        REAL value = abs(x(i));
        int order = compared(value, Digits);
        if (order == 0) put(0, value);
        if (order > 0 && (least[lane] == None || value < least[lane])) least[lane] = value;
    }
    barrier();
    if (lane == 0) {
        REAL above = None;
        for (uint k = 0; k < 256; k++)
            if (least[k] != None && (above == None || least[k] < above)) above = least[k];
        put(1, rank + 1 == histogram[prefix[Digits - 1]] ? above : None);
    }
}
