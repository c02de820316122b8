// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
//   one round: (c0, c1, c2, c3) -> (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)), then k += W
uvec4 philox(uvec4 counter, uvec2 key)
{
    const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57;
    const uvec2 W = uvec2(0x9E3779B9, 0xBB67AE85);
    for (int round = 0; round < 10; round++) {
        uint high0, low0, high1, low1;
        umulExtended(M0, counter.x, high0, low0);
        umulExtended(M1, counter.z, high1, low1);
        counter = uvec4(high1 ^ counter.y ^ key.x, low1, high0 ^ counter.w ^ key.y, low0);
        key += W;
    }
    return counter;
}
