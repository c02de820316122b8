using System.Buffers.Binary;
using System.IO.Compression;
using Scumble.Imaging;

namespace Scumble.Output;

// W3C, "Portable Network Graphics (PNG) Specification", third edition.

/// <summary>Writes PNG files: grey, RGB or RGBA, 8 or 16 bits. The same picture gives the same bytes.</summary>
public static class PngWriter
{
    /// <summary>The whole file. Values are clamped to 0..1 and rounded; not a number is 0.</summary>
    public static byte[] Encode(Image image, PngFormat format, IReadOnlyList<PngText> texts)
    {
        using var stream = new MemoryStream();
        Write(stream, image, format, texts);
        return stream.ToArray();
    }

    /// <summary>Writes the whole file to a stream, which stays open. Text goes before the pixels, as UTF-8 (iTXt).</summary>
    public static void Write(Stream stream, Image image, PngFormat format, IReadOnlyList<PngText> texts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(texts);
        if (format.BitDepth is not (8 or 16))
            throw new ArgumentOutOfRangeException(nameof(format), format, "8 or 16 bits a channel.");
        stream.Write(PngHeader.Signature);
        Chunk(stream, "IHDR"u8, Header(image, format));
        if (format.IsSrgb)
            Chunk(stream, "sRGB"u8, [0]);
        foreach (var text in texts)
            Chunk(stream, "iTXt"u8, [.. System.Text.Encoding.Latin1.GetBytes(text.Keyword), 0, 0, 0, 0, 0, .. System.Text.Encoding.UTF8.GetBytes(text.Value)]);
        Chunk(stream, "IDAT"u8, Compress(image, format.BitDepth / 8, format.IsQuick ? CompressionLevel.Fastest : CompressionLevel.Optimal));
        Chunk(stream, "IEND"u8, []);
    }

    private static byte[] Header(Image image, PngFormat format)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = (byte)format.BitDepth;
        header[9] = image.Channels switch { 1 => 0, 3 => 2, _ => 6 };
        return header;
    }

    private static ReadOnlySpan<byte> Compress(Image image, int bytesPerValue, CompressionLevel level)
    {
        var packed = new MemoryStream();
        var filter = new PngFilter(image.Width * image.Channels * bytesPerValue, image.Channels * bytesPerValue);
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            for (var y = 0; y < image.Height; y++)
            {
                if (bytesPerValue == 1)
                    Quantize8(image.Row(y), filter.Row);
                else
                    Quantize16(image.Row(y), filter.Row);
                zlib.Write(filter.Next());
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Quantize8(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
            bytes[i] = (byte)Quantize(values[i], 255f);
    }

    private static void Quantize16(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(2 * i)..], (ushort)Quantize(values[i], 65535f));
    }

    private static int Quantize(float value, float max) => value > 0f ? (int)((MathF.Min(value, 1f) * max) + 0.5f) : 0;

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, data));
        stream.Write(number);
    }
}
