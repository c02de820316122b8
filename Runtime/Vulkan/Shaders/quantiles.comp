#version 460
#extension GL_GOOGLE_include_directive : require
// The values of two ranks among all that are above 0 and finite: a radix selection over all workgroups. The bits of positive numbers are ordered as the
// numbers are. Digit after digit of 8 bits (the lower byte of flags), a histogram of the candidates of each rank is counted; then, with flags 256, one
// workgroup tells in which bin each rank lies, and clears the histograms for the next digit. With flags 512 it clears all before the first.
layout(local_size_x = 256) in;

layout(push_constant) uniform Arguments {
    uint count;
    uint targetStart, xStart, yStart, zStart;
    uint flags;
    float low, high, none;
};

// Two histograms, two prefixes, two ranks.
layout(std430, binding = 0) buffer State { uint bins[512]; uint prefixes[2]; uint ranks[2]; };
layout(std430, binding = 1) readonly buffer X { float xs[]; };
layout(std430, binding = 2) writeonly buffer Range { float range[]; };

shared uint histogram[512];

void tally(uint lane, uint pass)
{
    histogram[lane] = 0;
    histogram[lane + 256] = 0;
    barrier();
    for (uint i = gl_GlobalInvocationID.x; i < count; i += gl_NumWorkGroups.x * 256) {
        uint bits = floatBitsToUint(xs[xStart + i]);
        if (bits == 0 || bits >= 0x7f800000u) continue;
        uint digit = bits >> 24 - 8 * pass & 255;
        for (uint k = 0; k < 2; k++)
            if (pass == 0 || bits >> 32 - 8 * pass == prefixes[k]) atomicAdd(histogram[256 * k + digit], 1);
    }
    barrier();
    for (uint k = lane; k < 512; k += 256)
        if (histogram[k] != 0) atomicAdd(bins[k], histogram[k]);
}

// Counts up to each bin, of both histograms at once (W. D. Hillis, G. L. Steele, "Data parallel algorithms", 1986).
void accumulate(uint lane)
{
    histogram[lane] = bins[lane];
    histogram[lane + 256] = bins[lane + 256];
    barrier();
    for (uint width = 1; width < 256; width *= 2) {
        uint low = lane >= width ? histogram[lane - width] : 0, high = lane >= width ? histogram[lane + 256 - width] : 0;
        barrier();
        histogram[lane] += low;
        histogram[lane + 256] += high;
        barrier();
    }
}

// Of rank k, which lies in the first bin that counts up to more.
void choose(uint lane, uint k, uint pass)
{
    uint total = histogram[256 * k + 255], rank = ranks[k], below = lane == 0 ? 0 : histogram[256 * k + lane - 1];
    if (pass == 0 && total != 0) {
        precise float place = (k == 0 ? low : high) * float(total - 1) + 0.5;
        rank = uint(floor(place));
    }
    barrier();
    if (below > rank || (histogram[256 * k + lane] <= rank && lane < 255)) return;
    ranks[k] = rank - below;
    prefixes[k] = prefixes[k] << 8 | lane;
    if (pass == 3) range[yStart + k] = total == 0 ? 0.0 : uintBitsToFloat(prefixes[k]);
}

void main()
{
    uint lane = gl_LocalInvocationID.x, pass = flags & 255;
    if ((flags & 768) == 0) {
        tally(lane, pass);
        return;
    }
    if ((flags & 256) != 0) {
        accumulate(lane);
        for (uint k = 0; k < 2; k++) choose(lane, k, pass);
    }
    barrier();
    bins[lane] = 0;
    bins[lane + 256] = 0;
    if ((flags & 512) != 0 && lane < 2) {
        prefixes[lane] = 0;
        ranks[lane] = 0;
    }
}
