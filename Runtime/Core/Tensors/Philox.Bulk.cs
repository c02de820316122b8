using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Scumble.Tensors;

/// <summary>Many blocks at once: the same numbers as block by block, several lanes wide.</summary>
public static partial class Philox
{
    private const int PairsAtOnce = 128;

    /// <summary>Fills <paramref name="normals"/> with a stream from block <paramref name="firstBlock"/> on.</summary>
    public static void Normals(ulong seed, uint stream, ulong firstBlock, Span<double> normals)
    {
        var whole = normals.Length / 4 * 4;
        for (var start = 0; start < whole; start += 2 * PairsAtOnce)
            Pairs(seed, stream, firstBlock + (ulong)start / 4, normals[start..Math.Min(whole, start + 2 * PairsAtOnce)]);
        if (whole == normals.Length) return;
        var (z0, z1, z2, _) = Normals(seed, stream, firstBlock + (ulong)whole / 4);
        ReadOnlySpan<double> rest = [z0, z1, z2];
        rest[..(normals.Length - whole)].CopyTo(normals[whole..]);
    }

    // Word pairs (r0, r1), (r2, r3) of each block give neighbouring normals.
    [SkipLocalsInit]
    private static void Pairs(ulong seed, uint stream, ulong firstBlock, Span<double> normals)
    {
        var count = normals.Length / 2;
        Span<uint> words = stackalloc uint[2 * PairsAtOnce];
        Span<double> radius = stackalloc double[count];
        Span<double> angle = stackalloc double[count];
        Span<double> cosine = stackalloc double[count];
        Blocks(seed, stream, firstBlock, words[..normals.Length]);
        for (var i = 0; i < count; i++)
        {
            radius[i] = (words[2 * i] + 0.5) * Unit;
            angle[i] = 2 * Math.PI * ((words[2 * i + 1] + 0.5) * Unit);
        }

        TensorPrimitives.Log(radius, radius);
        TensorPrimitives.Multiply(radius, -2, radius);
        TensorPrimitives.Sqrt(radius, radius);
        TensorPrimitives.Cos(angle, cosine);
        TensorPrimitives.Sin(angle, angle);
        for (var i = 0; i < count; i++)
        {
            normals[2 * i] = radius[i] * cosine[i];
            normals[2 * i + 1] = radius[i] * angle[i];
        }
    }

    private static void Blocks(ulong seed, uint stream, ulong firstBlock, Span<uint> words)
    {
        var i = 0;
        if (Avx2.IsSupported)
            for (; i <= words.Length - 16; i += 16) FourBlocks(seed, stream, firstBlock + (ulong)i / 4, words.Slice(i, 16));
        for (; i < words.Length; i += 4)
        {
            var block = firstBlock + (ulong)i / 4;
            (words[i], words[i + 1], words[i + 2], words[i + 3]) =
                Block(((uint)block, (uint)(block >> 32), stream, 0), ((uint)seed, (uint)(seed >> 32)));
        }
    }

    // Each 64-bit lane is one block's word. The multiplication reads only the low halves, so the high ones may hold anything.
    private static void FourBlocks(ulong seed, uint stream, ulong firstBlock, Span<uint> words)
    {
        var index = Vector256.Create(firstBlock) + Vector256.Create(0ul, 1, 2, 3);
        var (c0, c1, c2, c3) = (index, index >> 32, Vector256.Create((ulong)stream), Vector256<ulong>.Zero);
        var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
        for (var round = 0; round < 10; round++)
        {
            var p0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create((ulong)M0).AsUInt32());
            var p1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create((ulong)M1).AsUInt32());
            (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ Vector256.Create((ulong)k0), p1, (p0 >> 32) ^ c3 ^ Vector256.Create((ulong)k1), p0);
            k0 += W0;
            k1 += W1;
        }

        for (var lane = 0; lane < 4; lane++)
        {
            words[4 * lane] = (uint)c0[lane];
            words[4 * lane + 1] = (uint)c1[lane];
            words[4 * lane + 2] = (uint)c2[lane];
            words[4 * lane + 3] = (uint)c3[lane];
        }
    }
}
