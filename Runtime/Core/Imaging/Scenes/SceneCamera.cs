using System.Numerics;
using Scumble.Tensors;

namespace Scumble.Imaging;

// Row vectors, as System.Numerics has them: clip = world View Projection. With w = M34 z the camera looks along the z whose sign M34 has; an orthographic
// one (M34 = 0) along the z that depth grows with. The picture's top row shows what lies above (greater y of the view), whichever way the API counts rows.

/// <summary>A camera. Immutable.</summary>
public sealed record SceneCamera
{
    // Of a plane's distance: matrices are float32, and far planes lie where little of it is left.
    private const float Tolerance = 0.02f;

    /// <param name="view">From the world to the camera; row vectors. A rigid motion.</param>
    /// <param name="projection">From the camera to clip space; row vectors. With x and y that do not mix: no roll.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the projection shows nothing.</exception>
    public SceneCamera(Matrix4x4 view, Matrix4x4 projection)
    {
        foreach (var matrix in new[] { view, projection })
            for (var i = 0; i < 16; i++)
                if (!float.IsFinite(matrix[i / 4, i % 4])) throw new ArgumentException("A matrix of the camera holds what is not a number.", nameof(projection));
        if (projection.M11 == 0 || projection.M22 == 0 || (projection.M34 == 0 && projection.M33 == 0))
            throw new ArgumentException("The projection maps the view to a line: M11 and M22 must not be 0, nor both M33 and M34. Are its rows columns?", nameof(projection));
        (View, Projection) = (view, projection);
    }

    /// <summary>From the world to the camera.</summary>
    public Matrix4x4 View { get; }

    /// <summary>From the camera to clip space.</summary>
    public Matrix4x4 Projection { get; }

    /// <summary>A perspective camera that looks along -z, whose projection leaves depth in a convention; what is stored as 0..1 is clip space's too.</summary>
    /// <param name="view">From the world to the camera.</param>
    /// <param name="verticalDegrees">From the lowest to the highest edge, above 0 and below 180.</param>
    /// <param name="aspect">Width by height.</param>
    /// <param name="convention">Of its depth.</param>
    public static SceneCamera Perspective(Matrix4x4 view, float verticalDegrees, float aspect, DepthConvention convention)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(verticalDegrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(verticalDegrees, 180);
        var (slope, bias) = ClipLine(convention, aspect);
        var scale = 1 / MathF.Tan(verticalDegrees * MathF.PI / 360);
        // depth = bias + slope / z, with clip w = z = -view z
        return new(view, new Matrix4x4 { M11 = scale / aspect, M22 = scale, M33 = -bias, M34 = -1, M43 = slope });
    }

    /// <summary>An orthographic camera that looks along -z.</summary>
    /// <param name="view">From the world to the camera.</param>
    /// <param name="verticalMetres">From the lowest to the highest edge, above 0.</param>
    /// <param name="aspect">Width by height.</param>
    /// <param name="convention">Of its depth.</param>
    public static SceneCamera Orthographic(Matrix4x4 view, float verticalMetres, float aspect, DepthConvention convention)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(verticalMetres);
        var (slope, bias) = ClipLine(convention, aspect);
        return new(view, new Matrix4x4 { M11 = 2 / (verticalMetres * aspect), M22 = 2 / verticalMetres, M33 = -slope, M43 = bias, M44 = 1 });
    }

    private bool IsOrthographic => Projection.M34 == 0;

    /// <summary>Where the pixels of a picture look.</summary>
    /// <param name="width">Pixels in a row of the viewport.</param>
    /// <param name="height">Rows of the viewport.</param>
    /// <param name="convention">Of its depth.</param>
    public CameraRays Rays(int width, int height, DepthConvention convention)
    {
        ArgumentNullException.ThrowIfNull(convention);
        var (p, up, forward) = (Projection, MathF.Sign(Projection.M22), Forward(convention));
        // In clip space column i lies at 2 (i + 1/2) / width - 1, and row j at up (1 - 2 (j + 1/2) / height).
        var (stepX, firstX) = (2f / width, (1f / width) - 1);
        var (stepY, firstY) = (-2f * up / height, up * (1 - (1f / height)));
        if (IsOrthographic)
            return new(stepX / p.M11, (firstX - p.M41) / p.M11, stepY / p.M22, (firstY - p.M42) / p.M22, convention.FarMetres - convention.NearMetres);
        return new(forward * stepX * p.M34 / p.M11, forward * ((firstX * p.M34) - p.M31) / p.M11, forward * stepY * p.M34 / p.M22, forward * ((firstY * p.M34) - p.M32) / p.M22);
    }

    /// <summary>Checks that depth is what this camera's projection makes of distances.</summary>
    /// <exception cref="ArgumentException">It is not; the message says what differs.</exception>
    public void Require(DepthConvention convention)
    {
        ArgumentNullException.ThrowIfNull(convention);
        convention.Validate();
        if (IsOrthographic != convention.IsOrthographic)
            throw new ArgumentException($"The projection is {(IsOrthographic ? "orthographic" : "perspective")}, and the depth's convention says {(convention.IsOrthographic ? "orthographic" : "perspective")}.", nameof(convention));
        var (near, far) = (ClipDepth(convention.NearMetres, convention), ClipDepth(convention.FarMetres, convention));
        if (near > far != convention.IsReversed)
            throw new ArgumentException($"The projection has depth {near:0.###} at the near plane and {far:0.###} at the far one: it is {(near > far ? "" : "not ")}reversed, and the depth's convention says it is{(convention.IsReversed ? "" : " not")}.", nameof(convention));
        var (least, greatest) = (MathF.Min(near, far), MathF.Max(near, far));
        if (MathF.Abs(greatest - 1) > Tolerance || (MathF.Abs(least) > Tolerance && MathF.Abs(least + 1) > Tolerance))
            throw new ArgumentException($"The projection has depth {near:0.###} at {convention.NearMetres} m and {far:0.###} at {convention.FarMetres} m, which are the depth convention's planes; expected 0 and 1, or -1 and 1.", nameof(convention));
    }

    /// <summary>A renderer's normals in the camera's space (x right, y up, z towards the viewer), (n + 1) / 2.</summary>
    /// <param name="ops">The verbs.</param>
    /// <param name="target">[h, w, 3].</param>
    /// <param name="normal">[h, w, 3], as they were drawn.</param>
    /// <param name="convention">What their numbers mean.</param>
    /// <param name="depth">Of the camera's depth.</param>
    public void TurnNormals(IImageOps ops, Tensor target, Tensor normal, NormalConvention convention, DepthConvention depth)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(normal);
        ArgumentNullException.ThrowIfNull(convention);
        // A component n is stored as (n + 1) / 2, or as it is; the result always so.
        var decode = convention.IsEncoded ? Matrix4x4.CreateScale(2) * Matrix4x4.CreateTranslation(-Vector3.One) : Matrix4x4.Identity;
        var turn = convention.IsWorldSpace ? View with { Translation = Vector3.Zero } : Matrix4x4.Identity;
        var encode = Matrix4x4.CreateScale(0.5f, 0.5f, -0.5f * Forward(depth)) * Matrix4x4.CreateTranslation(new(0.5f));
        ops.ColourMatrix(target, normal, decode * turn * encode);
    }

    /// <summary>From the space of normals and rays (x right, y up, z towards the viewer) to the world.</summary>
    /// <param name="convention">Of its depth.</param>
    /// <exception cref="ArgumentException">The view is no motion: it cannot be turned round.</exception>
    public Matrix4x4 ToWorld(DepthConvention convention)
    {
        ArgumentNullException.ThrowIfNull(convention);
        if (!Matrix4x4.Invert(View, out var world)) throw new ArgumentException("The camera's view matrix cannot be inverted.");
        return Matrix4x4.CreateScale(1, 1, -Forward(convention)) * world;
    }

    // Depth in clip space is bias + slope times one over the distance, or times the distance.
    private static (float Slope, float Bias) ClipLine(DepthConvention convention, float aspect)
    {
        ArgumentNullException.ThrowIfNull(convention);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(aspect);
        convention.Validate();
        var least = convention.Stored == DepthConvention.ClipSpace ? -1.0 : 0;
        var (atNear, atFar) = convention.IsReversed ? (1.0, least) : (least, 1.0);
        var (near, far) = ((double)convention.Ends.Near, (double)convention.Ends.Far);
        var slope = (atNear - atFar) / (near - far);
        return ((float)slope, (float)(atNear - (slope * near)));
    }

    // The sign of z in front of the camera.
    private int Forward(DepthConvention convention) =>
        IsOrthographic ? MathF.Sign(Projection.M33) * (convention.IsReversed ? -1 : 1) : MathF.Sign(Projection.M34);

    private float ClipDepth(float metres, DepthConvention convention)
    {
        var (p, forward) = (Projection, Forward(convention));
        if (IsOrthographic) return (forward * metres * p.M33) + p.M43;
        return float.IsInfinity(metres) ? p.M33 / p.M34 : ((forward * metres * p.M33) + p.M43) / (forward * metres * p.M34);
    }
}
