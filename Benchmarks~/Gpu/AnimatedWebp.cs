using System.Buffers.Binary;

namespace Scumble.Benchmarks;

// IETF RFC 9649, "WebP Image Format", 2.7: RIFF( VP8X ANIM ANMF( VP8 )* ).

/// <summary>Lossy WebP pictures, one after the other in a file that plays without end.</summary>
internal static class AnimatedWebp
{
    private const byte IsAnimated = 2, DoNotBlend = 2;

    /// <summary>The whole file.</summary>
    /// <param name="stills">At least one, whole files, all of one size.</param>
    /// <param name="milliseconds">That each is shown; positive.</param>
    /// <exception cref="ArgumentException">There is none, one is no lossy WebP file, or one differs in size.</exception>
    public static byte[] Join(IReadOnlyList<byte[]> stills, int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfZero(stills.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(milliseconds);
        var frames = stills.Select((still, i) => Frame(still, i)).ToArray();
        var size = SizeOf(frames[0]);
        var body = new List<byte>("WEBP"u8.ToArray());
        Chunk(body, "VP8X"u8, [IsAnimated, 0, 0, 0, .. size]);
        // The ground, which no frame shows, and 0: for ever.
        Chunk(body, "ANIM"u8, [0, 0, 0, 0, 0, 0]);
        for (var i = 0; i < frames.Length; i++)
        {
            if (!SizeOf(frames[i]).SequenceEqual(size)) throw new ArgumentException($"Expected pictures of one size; frame {i} differs from the first.", nameof(stills));
            var frame = new List<byte>();
            frame.AddRange([0, 0, 0, 0, 0, 0, .. size, .. Int24(milliseconds), DoNotBlend]);
            Chunk(frame, "VP8 "u8, frames[i]);
            Chunk(body, "ANMF"u8, [.. frame]);
        }
        var file = new List<byte>();
        Chunk(file, "RIFF"u8, [.. body]);
        return [.. file];
    }

    // What stands in the chunk of the picture.
    private static byte[] Frame(byte[] still, int index)
    {
        if (still.Length >= 12 && still.AsSpan().StartsWith("RIFF"u8) && still.AsSpan(8).StartsWith("WEBP"u8))
        {
            for (long at = 12; at + 8 <= still.Length;)
            {
                var length = BinaryPrimitives.ReadUInt32LittleEndian(still.AsSpan((int)at + 4));
                if (at + 8 + length > still.Length) break;
                if (still.AsSpan((int)at).StartsWith("VP8 "u8) && length >= 10) return still.AsSpan((int)at + 8, (int)length).ToArray();
                at += 8 + length + (length & 1);
            }
        }
        throw new ArgumentException($"Expected lossy WebP files, which frame {index} is not.", nameof(still));
    }

    // Width and height, each less one, as VP8X and ANMF have them: of RFC 6386, 9.1, where they follow the start code.
    private static byte[] SizeOf(byte[] frame) =>
        [.. Int24((BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(6)) & 0x3FFF) - 1), .. Int24((BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(8)) & 0x3FFF) - 1)];

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static void Chunk(List<byte> to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        to.AddRange(type);
        to.AddRange(length);
        to.AddRange(data);
        if (data.Length % 2 != 0) to.Add(0);
    }
}
