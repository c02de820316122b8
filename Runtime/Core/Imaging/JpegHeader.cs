using System.Buffers.Binary;

namespace Scumble.Imaging;

// ITU-T T.81, "Digital compression and coding of continuous-tone still images", annex B.

/// <summary>The header of JPEG files: baseline and progressive, Huffman-coded, 8 bits.</summary>
internal static class JpegHeader
{
    // Each scan goes over every pixel: files of thousands of empty scans take hours elsewhere.
    private const long MaxPixelsOfAllScans = 1L << 30;

    /// <summary>Whether a file begins as JPEG files do.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <inheritdoc cref="PictureHeader.Read"/>
    public static PictureHeader Read(ReadOnlySpan<byte> file, string name)
    {
        var (at, width, height, components, orientation) = (2, 0L, 0L, 0, 0);
        var (scans, coded) = (0L, 0L);
        while (true)
        {
            // A marker may be preceded by any number of fill bytes.
            while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF) at++;
            if (at + 1 >= file.Length) throw PictureHeader.Damaged(name, "its end is missing");
            if (file[at] != 0xFF) throw PictureHeader.Damaged(name, "there is no marker where one is due");
            var marker = file[at + 1];
            at += 2;
            if (marker == 0xD9) break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            var length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : 0;
            if (length < 2 || length > file.Length - at) throw PictureHeader.Damaged(name, "it ends within a segment");
            var data = file.Slice(at + 2, length - 2);
            at += length;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    if (components > 0) throw PictureHeader.Damaged(name, "it has two headers");
                    (width, height, components) = Frame(data, name);
                    break;
                case (>= 0xC3 and <= 0xCF) and not (0xC4 or 0xC8 or 0xCC):
                    throw PictureHeader.NotRead(name, "a lossless, hierarchical or arithmetically coded JPEG");
                case 0xE1 when orientation == 0 && data.StartsWith("Exif\0\0"u8):
                    orientation = ExifOrientation.Of(data[6..]);
                    break;
                case 0xDA:
                    if (components == 0) throw PictureHeader.Damaged(name, "pixels come before the header");
                    if (++scans * width * height > MaxPixelsOfAllScans) throw PictureHeader.NotRead(name, $"a {width}x{height} JPEG of {scans} scans or more");
                    var end = EndOfScan(file, at);
                    (coded, at) = (coded + end - at, end);
                    break;
            }
        }
        // No block of 8x8 pixels takes less than a bit.
        if (scans == 0 || coded * 8 < (width + 7) / 8 * ((height + 7) / 8)) throw PictureHeader.Damaged(name, "it holds fewer pixels than its header says");
        return new PictureHeader("JPEG", (int)width, (int)height, components == 1 ? 1 : 3, 8, Math.Max(1, orientation));
    }

    private static (long Width, long Height, int Components) Frame(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length < 6 || data.Length < 6 + (3 * data[5])) throw PictureHeader.Damaged(name, "its header is too short");
        if (data[0] != 8) throw PictureHeader.NotRead(name, $"a JPEG of {data[0]} bits");
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
        PictureHeader.RequireSize(width, height, name);
        if (data[5] is not (1 or 3 or 4)) throw PictureHeader.NotRead(name, $"a JPEG of {data[5]} components");
        for (var i = 0; i < data[5]; i++)
            if (data[7 + (3 * i)] is var factors && ((factors >> 4) is < 1 or > 4 || (factors & 15) is < 1 or > 4)) throw PictureHeader.Damaged(name, "its header names no sampling");
        return (width, height, data[5]);
    }

    // The first marker behind entropy-coded data; 0xFF00 is the value 255, and restarts belong to the scan.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length)
        {
            var next = file[at..^1].IndexOf((byte)0xFF);
            if (next < 0) break;
            at += next;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }
        return file.Length;
    }
}
