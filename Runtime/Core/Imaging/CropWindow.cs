using Scumble.Tensors;

namespace Scumble.Imaging;

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
        return Planes.Cut(values, columns, X, Y, Width, Height, count);
    }

    /// <summary>The reverse: a picture's planes on a canvas, with its edges continued over the rest.</summary>
    /// <param name="planes">[channels, <see cref="Height"/>, <see cref="Width"/>].</param>
    /// <param name="canvasWidth">Width of the canvas.</param>
    /// <param name="canvasHeight">Height of the canvas.</param>
    /// <returns>[channels, canvasHeight, canvasWidth].</returns>
    public float[] Place(float[] planes, int canvasWidth, int canvasHeight)
    {
        ArgumentNullException.ThrowIfNull(planes);
        if (canvasWidth == Width && canvasHeight == Height) return planes;
        var channels = planes.Length / (Width * Height);
        var placed = new float[channels * canvasHeight * canvasWidth];
        for (var c = 0; c < channels; c++)
        {
            for (var y = 0; y < canvasHeight; y++)
            {
                var from = planes.AsSpan(((c * Height) + Math.Clamp(y - Y, 0, Height - 1)) * Width, Width);
                var to = placed.AsSpan(((c * canvasHeight) + y) * canvasWidth, canvasWidth);
                for (var x = 0; x < canvasWidth; x++) to[x] = from[Math.Clamp(x - X, 0, Width - 1)];
            }
        }
        return placed;
    }
}
