using Scumble.Imaging;
using Scumble.Output;

namespace Scumble.Tests.Fixtures;

/// <summary>Pictures that tests need.</summary>
internal static class Pictures
{
    /// <summary>Independent uniform values.</summary>
    public static Image Noise(int width, int height, int channels, int seed)
    {
        var random = new Random(seed);
        var image = new Image(width, height, channels);
        foreach (ref var value in image.Pixels)
            value = random.NextSingle();
        return image;
    }

    /// <summary>Writes it as PNG, 8 bits a channel.</summary>
    public static void Save(string path, Image image) => File.WriteAllBytes(path, PngWriter.Encode(image, image.Channels == 1 ? PngFormat.Data : PngFormat.Colour, []));

    /// <summary>The picture shifted cyclically by (dx, dy).</summary>
    public static Image Roll(Image image, int dx, int dy)
    {
        var rolled = new Image(image.Width, image.Height, image.Channels);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                for (var c = 0; c < image.Channels; c++)
                    rolled[(x + dx) % image.Width, (y + dy) % image.Height, c] = image[x, y, c];
            }
        }
        return rolled;
    }
}
