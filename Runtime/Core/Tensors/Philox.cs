// Philox4x32-10: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
//   one round: (c0, c1, c2, c3) -> (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)), then k += W
// Normals: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
//   (z0, z1) = sqrt(-2 ln u0) (cos 2 pi u1, sin 2 pi u1), u = (r + 1/2) / 2^32
namespace Scumble.Tensors;

/// <summary>
/// Counter-based random numbers: every number is a pure function of (seed, stream, index), so any device makes the same
/// integers in any order, and the same normals to the last bits of a double. Block b of a stream has the counter (b low, b high, stream, 0) and the key (seed low, seed
/// high), and holds the elements 4 b to 4 b + 3. Thread-safe: there is no state.
/// </summary>
public static partial class Philox
{
    private const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57, W0 = 0x9E3779B9, W1 = 0xBB67AE85;
    private const double Unit = 1.0 / (1L << 32);

    /// <summary>One block: the four 32-bit words for <paramref name="counter"/> under <paramref name="key"/>.</summary>
    public static (uint R0, uint R1, uint R2, uint R3) Block((uint C0, uint C1, uint C2, uint C3) counter, (uint K0, uint K1) key)
    {
        var (c0, c1, c2, c3) = counter;
        var (k0, k1) = key;
        for (var round = 0; round < 10; round++)
        {
            var p0 = (ulong)M0 * c0;
            var p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The four words of block <paramref name="block"/> of a stream.</summary>
    public static (uint R0, uint R1, uint R2, uint R3) Words(ulong seed, uint stream, ulong block) =>
        Block(((uint)block, (uint)(block >> 32), stream, 0), ((uint)seed, (uint)(seed >> 32)));

    /// <summary>The standard normals of block <paramref name="block"/> of a stream.</summary>
    public static (double Z0, double Z1, double Z2, double Z3) Normals(ulong seed, uint stream, ulong block)
    {
        var (r0, r1, r2, r3) = Words(seed, stream, block);
        var (z0, z1) = BoxMuller(r0, r1);
        var (z2, z3) = BoxMuller(r2, r3);
        return (z0, z1, z2, z3);
    }

    /// <summary>+1 or -1 for element <paramref name="index"/> of a stream: one bit each, 32 elements to a word and 128 to a block, lowest bit first; a set bit is -1.</summary>
    public static int Sign(ulong seed, uint stream, ulong index)
    {
        var (r0, r1, r2, r3) = Words(seed, stream, index / 128);
        var word = (index / 32 % 4) switch { 0 => r0, 1 => r1, 2 => r2, _ => r3 };
        return (word >> (int)(index % 32) & 1) == 0 ? 1 : -1;
    }

    private static (double Z0, double Z1) BoxMuller(uint r0, uint r1)
    {
        var radius = Math.Sqrt(-2 * Math.Log((r0 + 0.5) * Unit));
        var (sin, cos) = Math.SinCos(2 * Math.PI * ((r1 + 0.5) * Unit));
        return (radius * cos, radius * sin);
    }
}
