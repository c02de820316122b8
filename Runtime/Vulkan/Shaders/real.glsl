// Functions whose precision GLSL leaves open (or which it lacks for doubles), to about one unit in the last place.
#if REAL_BITS == 32
#include "real32.glsl"
#else
#include "real64.glsl"
#endif

// G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
//   (z0, z1) = sqrt(-2 ln u0) (cos 2 pi u1, sin 2 pi u1), u = (r + 1/2) / 2^32
void boxMuller(uint r0, uint r1, out REAL z0, out REAL z1)
{
    REAL radius = sqrt(REAL(-2) * logOfUnit(r0));

    // The turn in eighths: each is the first, mirrored (the odd ones) and rotated.
    uint eighth = r1 >> 29;
    uint within = (eighth & 1) != 0 ? ~r1 & 0x1fffffff : r1 & 0x1fffffff;
    REAL sine, cosine;
    sineCosine((REAL(within) + REAL(0.5)) * REAL(1.0 / 536870912.0), sine, cosine);
    bool swap = ((eighth + 1) & 2) != 0;
    z0 = radius * (swap ? sine : cosine) * (eighth >= 2 && eighth < 6 ? REAL(-1) : REAL(1));
    z1 = radius * (swap ? cosine : sine) * (eighth >= 4 ? REAL(-1) : REAL(1));
}
