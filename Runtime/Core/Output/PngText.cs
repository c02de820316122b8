using System.Buffers.Binary;
using System.IO.Compression;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Output;

/// <summary>A text that a PNG file carries.</summary>
/// <param name="Keyword">1 to 79 Latin-1 characters.</param>
/// <param name="Value">Any text.</param>
public sealed record PngText(string Keyword, string Value)
{
    private const int MaxLength = 1 << 24;

    /// <summary>All text chunks (tEXt, zTXt, iTXt) of a PNG file, in order. Pixels are not decoded; check sums are verified.</summary>
    /// <param name="path">The file; it is also what errors name.</param>
    /// <exception cref="ScumbleException">The file cannot be read, is not a PNG, or is cut short or damaged.</exception>
    public static IReadOnlyList<PngText> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(ImageFiles.ReadBytes(path), path);
    }

    private static List<PngText> Parse(ReadOnlySpan<byte> file, string path)
    {
        if (!PngHeader.Is(file))
            throw new ScumbleException($"Expected a PNG file, but {path} is not one.", "Name a picture that Scumble wrote.");
        var texts = new List<PngText>();
        var rest = file[PngHeader.Signature.Length..];
        while (true)
        {
            var length = rest.Length < 12 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                throw Damaged(path, "is cut short");
            var type = rest.Slice(4, 4);
            var data = rest.Slice(8, (int)length);
            if (Crc32.Of(type, data) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
                throw Damaged(path, $"has a wrong check sum in its chunk {System.Text.Encoding.Latin1.GetString(type)}");
            if (type.SequenceEqual("IEND"u8))
                return texts;
            if (Decode(type, data, path) is { } text)
                texts.Add(text);
            rest = rest[(12 + (int)length)..];
        }
    }

    private static PngText? Decode(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, string path)
    {
        var end = data.IndexOf((byte)0);
        if (end < 1)
            return null;
        var keyword = System.Text.Encoding.Latin1.GetString(data[..end]);
        var value = data[(end + 1)..];
        if (type.SequenceEqual("tEXt"u8))
            return new(keyword, System.Text.Encoding.Latin1.GetString(value));
        if (type.SequenceEqual("zTXt"u8) && value.Length > 1)
            return new(keyword, System.Text.Encoding.Latin1.GetString(Inflate(value[1..], path)));
        if (!type.SequenceEqual("iTXt"u8) || value.Length < 4)
            return null;

        // Compression flag and method, language tag, translated keyword, text.
        var text = AfterZero(AfterZero(value[2..], path), path);
        return new(keyword, System.Text.Encoding.UTF8.GetString(value[0] == 0 ? text : Inflate(text, path)));
    }

    private static ReadOnlySpan<byte> AfterZero(ReadOnlySpan<byte> data, string path)
    {
        var zero = data.IndexOf((byte)0);
        return zero < 0 ? throw Damaged(path, "has a malformed text") : data[(zero + 1)..];
    }

    private static ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> packed, string path)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var text = new byte[(int)Math.Min(MaxLength, 1032L * packed.Length)];
            var length = zlib.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return zlib.ReadByte() < 0 ? text.AsSpan(0, length) : throw Damaged(path, $"has a text of more than {MaxLength} bytes");
        }
        catch (InvalidDataException e)
        {
            throw new ScumbleException($"The PNG file {path} has a damaged compressed text.", "Copy it again from its source.", e);
        }
    }

    private static ScumbleException Damaged(string path, string how) => new($"The PNG file {path} {how}.", "Copy it again from its source.");
}
