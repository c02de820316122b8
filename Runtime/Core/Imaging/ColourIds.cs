namespace Scumble.Imaging;

// M. Jarzynski, M. Olano, "Hash functions for GPU rendering", 2020: PCG's output permutation over one step of its generator.
// Of the three bytes each lies from 48 to 255, so that no object is as dark as where nothing was drawn.

/// <summary>Colours that tell objects apart.</summary>
public static class ColourIds
{
    /// <summary>One more than the largest id that float32 holds exactly with all below it.</summary>
    public const int Limit = 1 << 24;

    private const uint Darkest = 48;

    /// <summary>A colour for each object, [h, w, 3]: the same for an id in every picture; id 0 is black.</summary>
    /// <param name="ids">[h, w, 1], whole numbers from 0 to <see cref="Limit"/> - 1. Not changed.</param>
    /// <param name="isColour">Whether the id is the colour: 65536 red + 256 green + blue, each 0 to 255. Else colours are drawn by lot.</param>
    public static Image Create(Image ids, bool isColour)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Channels, 1, nameof(ids));
        var colours = new Image(ids.Width, ids.Height, 3);
        for (var i = 0; i < ids.Pixels.Length; i++)
        {
            var id = (uint)ids.Pixels[i];
            var hash = Hash(id);
            for (var c = 0; c < 3 && id != 0; c++)
            {
                var shift = 16 - (8 * c);
                var level = isColour ? (id >> shift) & 255 : Darkest + (((hash >> shift) & 255) * (256 - Darkest) / 256);
                colours.Pixels[(3 * i) + c] = level / 255f;
            }
        }
        return colours;
    }

    private static uint Hash(uint id)
    {
        var state = unchecked((id * 747796405u) + 2891336453u);
        var word = unchecked(((state >> (int)((state >> 28) + 4)) ^ state) * 277803737u);
        return (word >> 22) ^ word;
    }
}
