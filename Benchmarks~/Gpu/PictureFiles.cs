using Scumble.Output;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using Image = Scumble.Imaging.Image;

namespace Scumble.Benchmarks;

/// <summary>Pictures of [0, 1] RGB for people to look at, as good as a given number of bytes lets them be.</summary>
internal static class PictureFiles
{
    private static readonly int[] Qualities = [92, 85, 78, 70, 60, 50, 40, 30, 20, 10];

    /// <summary>Writes a JPEG file.</summary>
    public static void Still(string path, Image picture, int mostBytes) =>
        AtomicFile.Write(path, Best(quality => Encode(picture, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio444 }), mostBytes));

    /// <summary>Writes a WebP file that plays without end.</summary>
    public static void Moving(string path, IReadOnlyList<Image> pictures, int milliseconds, int mostBytes)
    {
        AtomicFile.Write(path, Best(quality => AnimatedWebp.Join(
            [.. pictures.AsParallel().AsOrdered().Select(picture => Encode(picture, new WebpEncoder { FileFormat = WebpFileFormatType.Lossy, Quality = quality }))], milliseconds), mostBytes));
    }

    private static byte[] Best(Func<int, byte[]> encode, int mostBytes)
    {
        var file = Array.Empty<byte>();
        foreach (var quality in Qualities)
        {
            file = encode(quality);
            if (file.Length <= mostBytes) return file;
        }
        throw new InvalidOperationException($"The picture takes {file.Length} bytes at the lowest quality, more than {mostBytes}.");
    }

    private static byte[] Encode(Image picture, IImageEncoder encoder)
    {
        var bytes = new byte[picture.Pixels.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((Math.Clamp(picture.Pixels[i], 0, 1) * 255) + 0.5f);
        using var image = SixLabors.ImageSharp.Image.LoadPixelData<Rgb24>(bytes, picture.Width, picture.Height);
        using var stream = new MemoryStream();
        image.Save(stream, encoder);
        return stream.ToArray();
    }
}
