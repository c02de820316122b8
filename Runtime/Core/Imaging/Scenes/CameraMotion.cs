using System.Numerics;

namespace Scumble.Imaging;

// Along the ray of pixel (i, j) the place with inverse e is p = (u, v, -1) / e, so (u, v, -1, e) are its homogeneous coordinates, linear in (i, j, e, 1). The way to another
// camera is linear in them, and from there to its pixels it is linear again: all of it is one matrix. Orthographic places (u, v, (e - 1) D, 1) are linear likewise.

/// <summary>Where the pixels of one view lie in another view of the same scene, which holds still. Immutable.</summary>
/// <param name="Matrix">
/// Row vectors: (i, j, e, 1), the column, the row and the inverse (<see cref="LinearDepth.ToInverse"/>) of a pixel, become those in the other view, times the fourth number, which is above 0
/// in front of it.
/// </param>
public readonly record struct CameraMotion(Matrix4x4 Matrix)
{
    /// <summary>From one view to another, of one size and one convention.</summary>
    /// <param name="from">The camera whose pixels are asked for.</param>
    /// <param name="to">The camera that saw them before, or will.</param>
    /// <param name="convention">Of the depth of both.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentException">Depth is not what the cameras make of distances, or a view cannot be turned round.</exception>
    public static CameraMotion Between(SceneCamera from, SceneCamera to, DepthConvention convention, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(convention);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        from.Require(convention);
        to.Require(convention);
        Matrix4x4.Invert(to.ToWorld(convention), out var seen);
        return new(ToPlace(from.Rays(width, height, convention)) * from.ToWorld(convention) * seen * ToPixel(to.Rays(width, height, convention)));
    }

    private static Matrix4x4 ToPlace(CameraRays rays) => rays.DepthMetres > 0
        ? new(rays.StepX, 0, 0, 0, 0, rays.StepY, 0, 0, 0, 0, rays.DepthMetres, 0, rays.FirstX, rays.FirstY, -rays.DepthMetres, 1)
        : new(rays.StepX, 0, 0, 0, 0, rays.StepY, 0, 0, 0, 0, 0, 1, rays.FirstX, rays.FirstY, -1, 0);

    private static Matrix4x4 ToPixel(CameraRays rays)
    {
        var (x, y) = (rays.FirstX / rays.StepX, rays.FirstY / rays.StepY);
        return rays.DepthMetres > 0
            ? new(1 / rays.StepX, 0, 0, 0, 0, 1 / rays.StepY, 0, 0, 0, 0, 1 / rays.DepthMetres, 0, -x, -y, 1, 1)
            : new(1 / rays.StepX, 0, 0, 0, 0, 1 / rays.StepY, 0, 0, x, y, 0, -1, 0, 0, 1, 0);
    }
}
