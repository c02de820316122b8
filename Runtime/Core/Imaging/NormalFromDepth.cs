namespace Scumble.Imaging;

// One over the distance, e = 1 / z, of a plane n . p = d seen along the rays p = z (u, v, -1) is linear: e = (nx u + ny v - nz) / d. Turned towards
// the camera (d < 0), n = (-e_u, -e_v, e - u e_u - v e_v) / |.|. Orthographic, with e linear in z over D metres: n = (-D e_u, -D e_v, 1) / |.|.
// Of the two one-sided differences the mean is taken where they agree within a share of e, so that the steps of few bits even out; else the smaller, which does
// not reach over an edge.

/// <summary>Normals that follow from a depth buffer.</summary>
public static class NormalFromDepth
{
    private const float Smooth = 0.01f;

    /// <summary>Normals in the camera's space (x right, y up, z towards the viewer), stored as (n + 1) / 2, [h, w, 3]; towards the viewer where nothing was drawn.</summary>
    /// <param name="inverse">[h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it. Not changed.</param>
    /// <param name="rays">Where the pixels look.</param>
    public static Image Create(Image inverse, CameraRays rays)
    {
        ArgumentNullException.ThrowIfNull(inverse);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inverse.Channels, 1, nameof(inverse));
        var normal = new Image(inverse.Width, inverse.Height, 3);
        for (var y = 0; y < inverse.Height; y++)
        {
            for (var x = 0; x < inverse.Width; x++)
            {
                var e = inverse[x, y];
                var du = Difference(e, At(inverse, x - 1, y), At(inverse, x + 1, y)) / rays.StepX;
                var dv = Difference(e, At(inverse, x, y - 1), At(inverse, x, y + 1)) / rays.StepY;
                float u = (x * rays.StepX) + rays.FirstX, v = (y * rays.StepY) + rays.FirstY;
                var (nx, ny, nz) = rays.DepthMetres > 0 ? (-du * rays.DepthMetres, -dv * rays.DepthMetres, 1) : (-du, -dv, e - (u * du) - (v * dv));
                if (!(e > 0)) (nx, ny, nz) = (0, 0, 1);
                var scale = 0.5f / MathF.Sqrt((nx * nx) + (ny * ny) + (nz * nz));
                (normal[x, y, 0], normal[x, y, 1], normal[x, y, 2]) = ((nx * scale) + 0.5f, (ny * scale) + 0.5f, (nz * scale) + 0.5f);
            }
        }
        return normal;
    }

    private static float At(Image inverse, int x, int y) =>
        (uint)x < (uint)inverse.Width && (uint)y < (uint)inverse.Height ? inverse[x, y] : 0;

    // Along one axis; a neighbour of 0 shows nothing.
    private static float Difference(float here, float before, float after)
    {
        float left = here - before, right = after - here;
        if (!(before > 0)) return after > 0 ? right : 0;
        if (!(after > 0)) return left;
        if (MathF.Abs(right - left) <= Smooth * here) return (left + right) * 0.5f;
        return MathF.Abs(right) < MathF.Abs(left) ? right : left;
    }
}
