namespace Scumble.Imaging;

/// <summary>
/// Where a camera's pixels look, in its own space: x to the right, y up, z towards the viewer. Pixel (i, j) of a picture, rows from top to bottom,
/// looks along (u, v, -1) with u = <paramref name="StepX"/> i + <paramref name="FirstX"/> and v = <paramref name="StepY"/> j + <paramref name="FirstY"/>; that of an
/// orthographic camera starts at (u, v), in metres, and looks along (0, 0, -1).
/// </summary>
/// <param name="StepX">From one column to the next.</param>
/// <param name="FirstX">Of the first column's middle.</param>
/// <param name="StepY">From one row to the next: negative.</param>
/// <param name="FirstY">Of the first row's middle.</param>
/// <param name="DepthMetres">0 for perspective; of an orthographic camera the metres between its planes.</param>
public readonly record struct CameraRays(float StepX, float FirstX, float StepY, float FirstY, float DepthMetres = 0)
{
    /// <summary>A perspective camera that looks straight ahead.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="verticalDegrees">From the lowest to the highest edge, above 0 and below 180.</param>
    public static CameraRays Perspective(int width, int height, float verticalDegrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(verticalDegrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(verticalDegrees, 180);
        var step = 2 * MathF.Tan(verticalDegrees * MathF.PI / 360) / height;
        return new(step, (1 - width) * step / 2, -step, (height - 1) * step / 2);
    }

    /// <summary>The rays of a part of the picture.</summary>
    /// <param name="x">Left edge of the part.</param>
    /// <param name="y">Top edge of the part.</param>
    public CameraRays From(int x, int y) => this with { FirstX = FirstX + (x * StepX), FirstY = FirstY + (y * StepY) };
}
