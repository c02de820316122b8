using System.Buffers.Binary;
using System.IO.Compression;

namespace Scumble.Imaging;

// W3C, "Portable Network Graphics (PNG) Specification", third edition.

/// <summary>The header of PNG files. That the pixels are all there, and no more than the header says, is known before they are decoded.</summary>
internal static class PngHeader
{
    private const int Fixed = 12; // length, type and check sum of a chunk

    /// <summary>The first eight bytes of PNG files.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file begins as PNG files do.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <inheritdoc cref="PictureHeader.Read"/>
    public static PictureHeader Read(byte[] file, string name)
    {
        var rest = file.AsSpan(Signature.Length);
        var (header, pixels) = (default(Ihdr), new MemoryStream());
        var (hasPalette, hasTransparency, orientation, transparent) = (false, false, 1, ((ushort, ushort, ushort)?)null);
        while (true)
        {
            var length = rest.Length < Fixed ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Fixed) throw PictureHeader.Damaged(name, "it ends within a chunk");
            var type = System.Text.Encoding.Latin1.GetString(rest.Slice(4, 4));
            var data = rest.Slice(8, (int)length);
            if (header.Width == 0 && type != "IHDR") throw PictureHeader.Damaged(name, "it does not begin with its header");
            switch (type)
            {
                case "IHDR" when header.Width > 0: throw PictureHeader.Damaged(name, "it has two headers");
                case "IHDR": header = Ihdr.Read(data, name); break;
                case "PLTE": hasPalette = true; break;
                case "tRNS" when header.Depth == 16 && !header.HasAlpha:
                    transparent = header.Colour16(data) ?? throw PictureHeader.Damaged(name, "its transparent colour has another length");
                    hasTransparency = true;
                    break;
                case "tRNS": hasTransparency = header.Colour is 0 or 2 or 3; break;
                case "eXIf": orientation = ExifOrientation.Of(data); break;
                case "acTL": throw PictureHeader.Animated(name);
                case "IDAT": pixels.Write(data); break;
                case "IEND":
                    if (header.Colour == 3 && !hasPalette) throw PictureHeader.Damaged(name, "its palette is missing");
                    RequirePixels(pixels, header.RawLength, name);
                    var channels = header.HasAlpha || hasTransparency ? 4 : header.Colour == 0 ? 1 : 3;
                    return new PictureHeader("PNG", header.Width, header.Height, channels, header.Depth == 16 ? 16 : 8, orientation, transparent);
            }
            rest = rest[(Fixed + (int)length)..];
        }
    }

    /// <summary>A file that was <see cref="Read"/>, with nothing but what its pixels need, so that the library parses nothing else.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">What was read. The library does not see a transparent colour of 16 bits: that is left out.</param>
    public static byte[] Bare(ReadOnlySpan<byte> file, PictureHeader header)
    {
        var bare = new MemoryStream(file.Length);
        bare.Write(Signature);
        for (var rest = file[Signature.Length..]; ;)
        {
            var chunk = rest[..(Fixed + BinaryPrimitives.ReadInt32BigEndian(rest))];
            var type = System.Text.Encoding.Latin1.GetString(chunk.Slice(4, 4));
            if (type is "IHDR" or "PLTE" or "IDAT" or "IEND" || (type == "tRNS" && header.Transparent is null)) bare.Write(chunk);
            if (type == "IEND") return bare.ToArray();
            rest = rest[chunk.Length..];
        }
    }

    // The stream is inflated once into a small buffer: nothing is kept, and nothing is read beyond what the header says.
    private static void RequirePixels(MemoryStream packed, long length, string name)
    {
        packed.Position = 0;
        var (buffer, found) = (new byte[1 << 16], 0L);
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            for (int count; found <= length && (count = zlib.Read(buffer)) > 0;) found += count;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw PictureHeader.Damaged(name, "its pixels cannot be unpacked");
        }
        if (found != length) throw PictureHeader.Damaged(name, $"it holds {(found < length ? "fewer" : "more")} pixels than its header says");
    }

    private readonly record struct Ihdr(int Width, int Height, int Depth, int Colour, bool IsInterlaced)
    {
        public bool HasAlpha => Colour is 4 or 6;

        // Bytes of all rows with their filter types; Adam7 stores seven smaller pictures.
        public long RawLength => !IsInterlaced ? Rows(Width, Height)
            : Rows(Part(Width, 0, 8), Part(Height, 0, 8)) + Rows(Part(Width, 4, 8), Part(Height, 0, 8)) + Rows(Part(Width, 0, 4), Part(Height, 4, 8))
            + Rows(Part(Width, 2, 4), Part(Height, 0, 4)) + Rows(Part(Width, 0, 2), Part(Height, 2, 4)) + Rows(Part(Width, 1, 2), Part(Height, 0, 2))
            + Rows(Width, Part(Height, 1, 2));

        // The transparent colour, of grey and of red, green and blue.
        public (ushort Red, ushort Green, ushort Blue)? Colour16(ReadOnlySpan<byte> data) => (Colour, data.Length) switch
        {
            (0, 2) when BinaryPrimitives.ReadUInt16BigEndian(data) is var grey => (grey, grey, grey),
            (2, 6) => (BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadUInt16BigEndian(data[4..])),
            _ => null,
        };

        public static Ihdr Read(ReadOnlySpan<byte> data, string name)
        {
            if (data.Length != 13) throw PictureHeader.Damaged(name, "its header has another length");
            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            PictureHeader.RequireSize(width, height, name);
            var (depth, colour) = (data[8], data[9]);
            var isKnown = colour switch { 0 => depth is 1 or 2 or 4 or 8 or 16, 3 => depth is 1 or 2 or 4 or 8, 2 or 4 or 6 => depth is 8 or 16, _ => false };
            // Of passes without columns ImageSharp 2.1 takes the next one's rows, and hangs at the end.
            if (data[12] == 1 && width < 5) throw PictureHeader.NotRead(name, "an interlaced PNG less than 5 pixels wide");
            if (!isKnown || data[10] != 0 || data[11] != 0 || data[12] > 1) throw PictureHeader.Damaged(name, "its header says what no PNG file can be");
            return new Ihdr((int)width, (int)height, depth, colour, data[12] == 1);
        }

        private long Rows(int width, int height) => width == 0 ? 0 : height * (1 + (((long)width * Depth * (Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 }) + 7) / 8));

        private static int Part(int length, int first, int step) => Math.Max(0, (length - first + step - 1) / step);
    }
}
