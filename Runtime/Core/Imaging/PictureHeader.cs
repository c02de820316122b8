using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>What a picture file says of itself, checked against the limits of <see cref="ImageFiles"/> and against the file's own length.</summary>
/// <param name="Format">"PNG", "JPEG" or "WebP".</param>
/// <param name="Width">Width in pixels as stored, before <paramref name="Orientation"/>.</param>
/// <param name="Height">Height in pixels as stored.</param>
/// <param name="Channels">1 (grey), 3 (colour) or 4 (with transparency).</param>
/// <param name="BitDepth">Bits of a value: 16, or 8 for all that is not finer.</param>
/// <param name="Orientation">How it is turned to be seen, 1 to 8 (<see cref="ExifOrientation"/>).</param>
/// <param name="Transparent">The one colour that is transparent where the library does not see it: of PNG files of 16 bits; else null.</param>
internal readonly record struct PictureHeader(string Format, int Width, int Height, int Channels, int BitDepth, int Orientation, (ushort Red, ushort Green, ushort Blue)? Transparent = null)
{
    /// <summary>Reads the header, and walks the file to its end.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ScumbleException">It is no picture that is read, too large, animated, cut short, or its data do not fit what it says.</exception>
    public static PictureHeader Read(byte[] file, string name)
    {
        if (PngHeader.Is(file)) return PngHeader.Read(file, name);
        if (JpegHeader.Is(file)) return JpegHeader.Read(file, name);
        if (WebpHeader.Is(file)) return WebpHeader.Read(file, name);
        throw new ScumbleException($"Expected a PNG, JPEG or WebP picture, but {name} is neither.", "Convert it to PNG first.");
    }

    /// <summary>Checks a size before anything is decoded.</summary>
    /// <exception cref="ScumbleException">It is nothing, or more than is read.</exception>
    public static void RequireSize(long width, long height, string name)
    {
        if (width < 1 || height < 1) throw Damaged(name, $"it says that it is {width}x{height}");
        if (width > ImageFiles.MaxEdge || height > ImageFiles.MaxEdge || width * height > ImageFiles.MaxPixels)
            throw new ScumbleException($"The picture {name} is {width}x{height}; at most {ImageFiles.MaxPixels} pixels and {ImageFiles.MaxEdge} along an edge are read.", "Scale it down first.");
    }

    /// <summary>What is wrong with a file whose end is missing or whose data do not fit its header.</summary>
    public static ScumbleException Damaged(string name, string how) => new($"The picture {name} is damaged or cut short: {how}.", "Copy or export it again.");

    /// <summary>What is wrong with a file of a kind that is not read.</summary>
    public static ScumbleException NotRead(string name, string what) => new($"The picture {name} is {what}, which is not read.", "Save it as an ordinary PNG first.");

    /// <summary>What is wrong with a moving picture: which of its frames is meant is for its owner to say.</summary>
    public static ScumbleException Animated(string name) => new($"The picture {name} is animated; a still picture is expected.", "Export the frame that is meant as PNG.");
}
