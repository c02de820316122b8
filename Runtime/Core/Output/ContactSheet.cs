using Scumble.Imaging;

namespace Scumble.Output;

/// <summary>Several pictures on one sheet.</summary>
public static class ContactSheet
{
    private const float Ground = 0.1f;

    /// <summary>A near-square grid in reading order, with a thin dark gap between the pictures.</summary>
    /// <param name="images">At least one; all of the first one's size and channels.</param>
    /// <param name="gap">Pixels between neighbours.</param>
    /// <exception cref="ArgumentException">There is no picture, or one differs in size or channels.</exception>
    public static Image Create(IReadOnlyList<Image> images, int gap = 4)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (images.Count == 0 || images.Any(image => (image.Width, image.Height, image.Channels) != (images[0].Width, images[0].Height, images[0].Channels)))
            throw new ArgumentException("Expected one picture or more, all of one size and kind.", nameof(images));
        var (width, height, channels) = (images[0].Width, images[0].Height, images[0].Channels);
        var columns = (int)Math.Ceiling(Math.Sqrt(images.Count));
        var rows = (images.Count + columns - 1) / columns;
        var sheet = new Image((columns * (width + gap)) - gap, (rows * (height + gap)) - gap, channels);
        sheet.Pixels.Fill(Ground);
        for (var i = 0; i < images.Count; i++)
        {
            for (var y = 0; y < height; y++)
                images[i].Row(y).CopyTo(sheet.Row((i / columns * (height + gap)) + y)[(i % columns * (width + gap) * channels)..]);
        }
        return sheet;
    }
}
