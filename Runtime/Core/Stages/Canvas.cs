using Scumble.Families;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>
/// Where a texture is made. Models that repeat do so on both axes, so an axis that must not repeat is made longer
/// by <see cref="Margin"/> pixels and cut: its ends are then neighbours of nothing.
/// </summary>
/// <param name="Width">Width in pixels that the model makes.</param>
/// <param name="Height">Height in pixels that the model makes.</param>
/// <param name="Window">The part that is kept.</param>
public readonly record struct Canvas(int Width, int Height, CropWindow Window)
{
    /// <summary>Pixels added to an axis that does not repeat, half on each side.</summary>
    public const int Margin = 64;

    /// <summary>Where a model makes a texture.</summary>
    /// <param name="width">Width of the texture in pixels, of a size that the model makes.</param>
    /// <param name="height">Height of the texture in pixels.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    /// <param name="model">What is said of the model.</param>
    public static Canvas For(int width, int height, TileMode tile, ModelDefaults model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Repeats) return new Canvas(width, height, new CropWindow(0, 0, width, height));
        var sizeMultiple = model.SizeMultiple;
        var (x, y) = (Extra(tile is TileMode.X or TileMode.XY, sizeMultiple), Extra(tile is TileMode.Y or TileMode.XY, sizeMultiple));
        return new Canvas(width + x, height + y, new CropWindow(x / 2, y / 2, width, height));
    }

    private static int Extra(bool repeats, int sizeMultiple) =>
        repeats ? 0 : (Margin + sizeMultiple - 1) / sizeMultiple * sizeMultiple;
}
