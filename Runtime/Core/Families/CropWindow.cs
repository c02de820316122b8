using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>The part of a canvas that is kept, in pixels from the top left.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct CropWindow(int X, int Y, int Width, int Height)
{
    /// <summary>Channels [first, first + count) of [1, channels, h, w] inside the window, [count, Height, Width].</summary>
    public float[] Cut(CpuTensor<float> canvas, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var (rows, columns) = (canvas.Shape[2], canvas.Shape[3]);
        var planes = new float[count * Height * Width];
        for (var c = 0; c < count; c++)
            for (var y = 0; y < Height; y++)
                canvas.Span.Slice((((first + c) * rows) + Y + y) * columns + X, Width).CopyTo(planes.AsSpan(((c * Height) + y) * Width, Width));
        return planes;
    }
}
