using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>The part of a canvas that is kept, in pixels from the top left.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct CropWindow(int X, int Y, int Width, int Height)
{
    /// <summary>Channels [first, first + count) of [1, channels, h, w] inside the window, as a picture.</summary>
    public Image Cut(ITensorOps ops, Tensor canvas, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(canvas);
        var (channels, rows, columns) = (canvas.Shape[1], canvas.Shape[2], canvas.Shape[3]);
        using var planes = ops.Reshape(canvas, new TensorShape(channels, rows, columns));
        using var part = ops.View(planes, first, count);
        var values = new float[count * rows * columns];
        ops.Download(part, values);
        var cut = new float[count * Height * Width];
        for (var c = 0; c < count; c++)
            for (var y = 0; y < Height; y++)
                values.AsSpan(((c * rows) + Y + y) * columns + X, Width).CopyTo(cut.AsSpan(((c * Height) + y) * Width, Width));
        return Image.FromPlanes(cut, Width, Height, count);
    }
}
