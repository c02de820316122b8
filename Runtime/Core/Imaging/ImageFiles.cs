using Scumble.Diagnostics;
using StbImageSharp;

namespace Scumble.Imaging;

/// <summary>Reads picture files; the one place that names an image library.</summary>
public static class ImageFiles
{
    /// <summary>The longest edge that is read.</summary>
    public const int MaxEdge = 16384;

    /// <summary>Reads a PNG or JPEG file as 8 bits a channel: grey has 1 channel, colour 3, and 4 with transparency.</summary>
    /// <exception cref="ScumbleException">The file is missing, not a picture, damaged or too large.</exception>
    public static Image Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Decode(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The picture {path} cannot be read: {e.Message}", "Check the path and its permissions.", e);
        }
    }

    /// <summary>Decodes a PNG or JPEG file in memory, as <see cref="Read"/> does.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ScumbleException">The bytes are not a picture, damaged or too large.</exception>
    public static Image Decode(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var stream = new MemoryStream(file, writable: false);
        if (ImageInfo.FromStream(stream) is not { } info)
            throw new ScumbleException($"Expected a PNG or JPEG picture, but {name} is neither.", "Convert it to PNG first.");
        if (info.Width is < 1 or > MaxEdge || info.Height is < 1 or > MaxEdge)
            throw new ScumbleException($"The picture {name} is {info.Width}x{info.Height}; at most {MaxEdge}x{MaxEdge} is read.", "Scale it down first.");
        try
        {
            stream.Position = 0;
            return ToImage(ImageResult.FromStream(stream, Components(info.ColorComponents)));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ScumbleException($"The picture {name} is damaged or cut short: {e.Message}", "Copy or export it again.", e);
        }
    }

    private static ColorComponents Components(ColorComponents found) =>
        found == ColorComponents.GreyAlpha ? ColorComponents.RedGreenBlueAlpha : found;

    private static Image ToImage(ImageResult result)
    {
        var image = new Image(result.Width, result.Height, (int)result.Comp);
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = result.Data[i] / 255f;
        return image;
    }
}
