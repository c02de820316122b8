using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>Pictures of which object each pixel shows, [h, w, 1]: whole numbers from 0 (nothing) to <see cref="ColourIds.Limit"/> - 1.</summary>
public static class SceneIds
{
    /// <summary>From numbers, rows from top to bottom.</summary>
    /// <exception cref="ScumbleException">A number is too large to be told from its neighbours in float32.</exception>
    public static Image FromNumbers(ReadOnlySpan<uint> ids, int width, int height)
    {
        var image = new Image(width, height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Length, image.Pixels.Length, nameof(ids));
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] >= ColourIds.Limit)
                throw new ScumbleException($"Ids must be below {ColourIds.Limit}; found {ids[i]} at ({i % width}, {i / width}).", "Draw their lower 24 bits, or number the objects from 1.");
            image.Pixels[i] = ids[i];
        }
        return image;
    }

    /// <summary>From a picture: of colour 65536 red + 256 green + blue of 8-bit levels; of grey its 8-bit level.</summary>
    /// <exception cref="ScumbleException">It holds levels between those of 8 bits, as a filter makes them, or transparency.</exception>
    public static Image FromPicture(Image picture, string name)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (Transparency.IsIn(picture)) throw new ScumbleException($"The picture of ids '{name}' has transparency.", "Save it without: each pixel shows one object, or nothing (black).");
        var ids = new Image(picture.Width, picture.Height, 1);
        var channels = Math.Min(3, picture.Channels);
        for (var i = 0; i < ids.Pixels.Length; i++)
        {
            var id = 0;
            for (var c = 0; c < channels; c++)
            {
                var level = picture.Pixels[(i * picture.Channels) + c] * 255;
                var whole = MathF.Round(level);
                if (!(MathF.Abs(level - whole) < 0.01f))
                    throw new ScumbleException($"The picture of ids '{name}' holds colours between 8-bit levels at ({i % ids.Width}, {i / ids.Width}).", "Save it with 8 bits a channel and without filtering: each colour is one object.");
                id = (id << 8) | (int)whole;
            }
            ids.Pixels[i] = id;
        }
        return ids;
    }

    /// <summary>At another size: each pixel shows the object of the nearest.</summary>
    public static Image Resize(Image ids, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var resized = new Image(width, height, 1);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                resized[x, y] = ids[(int)(((2L * x) + 1) * ids.Width / (2L * width)), (int)(((2L * y) + 1) * ids.Height / (2L * height))];
        return resized;
    }
}
