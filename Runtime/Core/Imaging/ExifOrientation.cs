using System.Buffers.Binary;

namespace Scumble.Imaging;

// CIPA DC-008, "Exif 2.32", 4.6.4: tag 274; TIFF 6.0, section 2. Value: where row 0 and column 0 are seen.
// 1 top, left; 2 top, right; 3 bottom, right; 4 bottom, left; 5 left, top; 6 right, top; 7 right, bottom; 8 left, bottom.

/// <summary>How a camera's picture is turned to be seen.</summary>
internal static class ExifOrientation
{
    private const int Tag = 274;

    /// <summary>The orientation that a block of Exif data names, 1 to 8; 1 (as stored) where it names none that is known.</summary>
    /// <param name="exif">From the byte order on.</param>
    public static int Of(ReadOnlySpan<byte> exif)
    {
        var isBig = exif.StartsWith("MM\0*"u8);
        if (exif.Length < 8 || (!isBig && !exif.StartsWith("II*\0"u8))) return 1;
        var at = Int32(exif[4..], isBig);
        if (at > exif.Length - 2) return 1;
        var entries = exif[((int)at + 2)..];
        for (var left = Int16(exif[(int)at..], isBig); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Int16(entries, isBig) != Tag) continue;
            var value = Int16(entries[2..], isBig) switch { 3 => (uint)Int16(entries[8..], isBig), 4 => Int32(entries[8..], isBig), _ => 1u };
            return value is >= 1 and <= 8 ? (int)value : 1;
        }
        return 1;
    }

    /// <summary>The picture as it is seen: itself for 1, else a copy.</summary>
    /// <param name="image">The picture as stored.</param>
    /// <param name="orientation">1 to 8.</param>
    public static Image Upright(Image image, int orientation)
    {
        if (orientation == 1) return image;
        var (width, height, channels) = (image.Width, image.Height, image.Channels);
        var seen = orientation < 5 ? new Image(width, height, channels) : new Image(height, width, channels);
        for (var y = 0; y < seen.Height; y++)
        {
            var row = seen.Row(y);
            for (var x = 0; x < seen.Width; x++)
            {
                var (column, line) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                image.Row(line).Slice(column * channels, channels).CopyTo(row[(x * channels)..]);
            }
        }
        return seen;
    }

    private static ushort Int16(ReadOnlySpan<byte> data, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data);

    private static uint Int32(ReadOnlySpan<byte> data, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data);
}
