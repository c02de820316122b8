using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        ToUnits(words, radius, angle);
        TensorPrimitives.Log(radius, radius);
        TensorPrimitives.Multiply(radius, -2, radius);
        TensorPrimitives.Sqrt(radius, radius);
        TensorPrimitives.Cos(angle, cosine);
        TensorPrimitives.Sin(angle, angle);
        TensorPrimitives.Multiply(radius, cosine, cosine);
        TensorPrimitives.Multiply(radius, angle, angle);
        Interleave(cosine, angle, normals);
    }

    // u = (r + 1/2) / 2^32 of the first word of each pair, 2 pi u of the second. A word is a double's low mantissa, less 2^52.
    private static void ToUnits(ReadOnlySpan<uint> words, Span<double> radius, Span<double> angle)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var pairs = MemoryMarshal.Cast<uint, ulong>(words);
            var (exponent, base52) = (Vector256.Create(0x4330000000000000ul), Vector256.Create((double)(1L << 52)));
            var (half, unit, turn) = (Vector256.Create(0.5), Vector256.Create(Unit), Vector256.Create(2 * Math.PI));
            for (; i <= radius.Length - 4; i += 4)
            {
                var four = Vector256.Create(pairs[i..]);
                var first = ((four & Vector256.Create((ulong)uint.MaxValue)) | exponent).AsDouble() - base52;
                var second = ((four >> 32) | exponent).AsDouble() - base52;
                ((first + half) * unit).CopyTo(radius[i..]);
                (turn * ((second + half) * unit)).CopyTo(angle[i..]);
            }
        }

        for (; i < radius.Length; i++)
        {
            radius[i] = (words[2 * i] + 0.5) * Unit;
            angle[i] = 2 * Math.PI * ((words[2 * i + 1] + 0.5) * Unit);
        }
    }

    private static void Interleave(ReadOnlySpan<double> even, ReadOnlySpan<double> odd, Span<double> both)
    {
        var i = 0;
        if (Avx.IsSupported)
        {
            for (; i <= even.Length - 4; i += 4)
            {
                var (x, y) = (Vector256.Create(even[i..]), Vector256.Create(odd[i..]));
                var (low, high) = (Avx.UnpackLow(x, y), Avx.UnpackHigh(x, y)); // x0 y0 x2 y2, x1 y1 x3 y3
                Avx.Permute2x128(low, high, 0x20).CopyTo(both[(2 * i)..]);
                Avx.Permute2x128(low, high, 0x31).CopyTo(both[(2 * i + 4)..]);
            }
        }

        for (; i < even.Length; i++) (both[2 * i], both[2 * i + 1]) = (even[i], odd[i]);
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

        // Pairs of words side by side, then blocks: in 128-bit halves 0 and 2, 1 and 3.
        var low = Vector256.Create((ulong)uint.MaxValue);
        var (pair01, pair23) = ((c0 & low) | (c1 << 32), (c2 & low) | (c3 << 32));
        var (even, odd) = (Avx2.UnpackLow(pair01, pair23), Avx2.UnpackHigh(pair01, pair23));
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().CopyTo(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().CopyTo(words[8..]);
    }
}
