using System.Buffers.Binary;

namespace Scumble.Imaging;

// IETF RFC 9649, "WebP Image Format"; RFC 6386, "VP8 Data Format and Decoding Guide", 9.1.

/// <summary>The header of WebP files, lossy, lossless and extended.</summary>
internal static class WebpHeader
{
    /// <summary>Whether a file begins as WebP files do.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <inheritdoc cref="PictureHeader.Read"/>
    public static PictureHeader Read(ReadOnlySpan<byte> file, string name)
    {
        var riff = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (riff < 4 || riff > file.Length - 8) throw PictureHeader.Damaged(name, "its end is missing");
        var rest = file.Slice(12, (int)riff - 4);
        ((long Width, long Height)? canvas, (long Width, long Height)? picture) = (null, null);
        var (hasAlpha, orientation) = (false, 1);
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8) throw PictureHeader.Damaged(name, "it ends within a chunk");
            var type = System.Text.Encoding.Latin1.GetString(rest[..4]);
            var data = rest.Slice(8, (int)length);
            switch (type)
            {
                case "VP8X" when data.Length >= 10 && canvas is null && picture is null:
                    canvas = (1 + Int24(data[4..]), 1 + Int24(data[7..]));
                    if ((data[0] & 2) != 0) throw PictureHeader.Animated(name);
                    break;
                case "ANIM" or "ANMF": throw PictureHeader.Animated(name);
                case "ALPH": hasAlpha = true; break;
                case "VP8 " or "VP8L" when picture is not null: throw PictureHeader.Damaged(name, "it holds two pictures");
                case "VP8 ": picture = Lossy(data, name); break;
                case "VP8L":
                    picture = Lossless(data, name);
                    hasAlpha = (data[4] & 0x10) != 0;
                    break;
                case "EXIF": orientation = ExifOrientation.Of(data.StartsWith("Exif\0\0"u8) ? data[6..] : data); break;
            }
            rest = rest[(int)Math.Min(rest.Length, 8 + length + (length & 1))..];
        }
        if (picture is not { } size) throw PictureHeader.Damaged(name, "it holds no picture");
        if (canvas is { } whole && whole != size) throw PictureHeader.Damaged(name, $"its picture is {size.Width}x{size.Height} and its canvas {whole.Width}x{whole.Height}");
        PictureHeader.RequireSize(size.Width, size.Height, name);
        return new PictureHeader("WebP", (int)size.Width, (int)size.Height, hasAlpha ? 4 : 3, 8, orientation);
    }

    private static (long Width, long Height) Lossy(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length < 10 || (data[0] & 1) != 0 || !data[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]) || Int24(data) >> 5 > data.Length - 10)
            throw PictureHeader.Damaged(name, "its picture has no frame that stands alone");
        return (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
    }

    private static (long Width, long Height) Lossless(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length < 5 || data[0] != 0x2F) throw PictureHeader.Damaged(name, "its picture has no signature");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
    }

    private static int Int24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
