using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;

namespace Scumble.Imaging;

/// <summary>
/// Reads picture files; the one place that names an image library, which sees only files that <see cref="PictureHeader"/> found whole and
/// within the limits. Reading takes at most the file, 24 bytes a pixel and 64 MiB, and decoding <see cref="MaxSeconds"/>.
/// </summary>
public static class ImageFiles
{
    /// <summary>The longest edge that is read.</summary>
    public const int MaxEdge = 16384;

    /// <summary>The largest number of pixels that is read: as many as 8192x8192 has.</summary>
    public const int MaxPixels = 1 << 26;

    /// <summary>The longest file that is read, in bytes: 256 MiB.</summary>
    public const int MaxFileBytes = 1 << 28;

    /// <summary>The longest that decoding may take, in seconds; the largest pictures take a tenth of it.</summary>
    public const int MaxSeconds = 60;

    // Pools keep what they once had: a program that reads few pictures is better off without.
    private static readonly Configuration Library = new() { MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 0 }) };

    /// <summary>
    /// Reads a PNG, JPEG or WebP file as it is seen, turned as its Exif data say: grey has 1 channel, colour 3 (CMYK too), and 4 where the file
    /// has transparency. 16 bits a channel keep their precision.
    /// </summary>
    /// <exception cref="ScumbleException">The file is missing, no regular file, not a still picture of these kinds, damaged or too large.</exception>
    public static Image Read(string path) => Decode(ReadBytes(path), path);

    /// <summary>Decodes a PNG, JPEG or WebP file in memory, as <see cref="Read"/> does.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ScumbleException">The bytes are not a still picture of these kinds, damaged or too large.</exception>
    public static Image Decode(byte[] file, string name) => Decode(file, name, TimeSpan.FromSeconds(MaxSeconds));

    /// <summary>The same within another time.</summary>
    internal static Image Decode(byte[] file, string name, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = PictureHeader.Read(file, name);
        try
        {
            var bare = header.Format == "PNG" ? PngHeader.Bare(file, header) : file;
            var image = TimedReading.Within(limit, bare, stream => header.BitDepth == 16 ? Pixels<Rgba64, ushort>(stream, header) : Pixels<Rgba32, byte>(stream, header));
            return ExifOrientation.Upright(image, header.Orientation);
        }
        catch (Exception e) when (e is TimeoutException or { InnerException: TimeoutException })
        {
            throw new ScumbleException($"The picture {name} takes more than {limit.TotalSeconds} s to decode, and was given up.", "Save it as an ordinary PNG first, or scale it down.", e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ScumbleException($"The picture {name} is damaged or cut short: {e.Message}", "Copy or export it again.", e);
        }
    }

    /// <summary>The bytes of a picture's file. Pipes, devices and folders are refused without being opened.</summary>
    /// <exception cref="ScumbleException">It is missing, no regular file, or longer than <see cref="MaxFileBytes"/>.</exception>
    internal static byte[] ReadBytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (Directory.Exists(path)) throw new ScumbleException($"The picture {path} cannot be read: it is a folder.", "Name a file in it.");
            return RegularFile.ReadBytes(path, MaxFileBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The picture {path} cannot be read: {e.Message}", "Check the path, its permissions and what lies there.", e);
        }
    }

    private static Image Pixels<TPixel, TValue>(Stream file, PictureHeader header)
        where TPixel : unmanaged, IPixel<TPixel>
        where TValue : unmanaged, System.Numerics.IBinaryInteger<TValue>, System.Numerics.IMinMaxValue<TValue>
    {
        IImageDecoder decoder = header.Format switch
        {
            "PNG" => new PngDecoder { IgnoreMetadata = true },
            "JPEG" => new JpegDecoder { IgnoreMetadata = true },
            _ => new WebpDecoder { IgnoreMetadata = true },
        };
        using var decoded = SixLabors.ImageSharp.Image.Load<TPixel>(Library, file, decoder);
        if ((decoded.Width, decoded.Height) != (header.Width, header.Height)) throw new InvalidDataException($"it decodes to {decoded.Width}x{decoded.Height}");
        var image = new Image(header.Width, header.Height, header.Channels);
        var most = float.CreateChecked(TValue.MaxValue);
        decoded.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < image.Height; y++)
            {
                var values = MemoryMarshal.Cast<TPixel, TValue>(rows.GetRowSpan(y)); // [width, 4]
                var row = image.Row(y); // [width, channels]
                for (var x = 0; x < image.Width; x++)
                {
                    for (var c = 0; c < image.Channels; c++) row[(x * image.Channels) + c] = float.CreateChecked(values[(4 * x) + c]) / most;
                    if (header.Transparent is { } key && (int.CreateChecked(values[4 * x]), int.CreateChecked(values[(4 * x) + 1]), int.CreateChecked(values[(4 * x) + 2])) == key) row[(x * image.Channels) + 3] = 0;
                }
            }
        });
        return image;
    }
}
