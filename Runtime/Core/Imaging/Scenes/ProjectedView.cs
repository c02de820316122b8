using System.Numerics;

namespace Scumble.Imaging;

/// <summary>A picture that is projected from a camera onto what it sees. Immutable.</summary>
public sealed class ProjectedView
{
    // Nearer than this, as a share, nothing lies between; and what is seen at a slant beyond is not painted, or less and less.
    private const float Rounding = 2e-3f, Grazing = 0.08f, Frontal = 0.35f;

    private readonly Matrix4x4 _toCamera;
    private readonly CameraRays _rays;
    private readonly Image _inverse, _picture;

    /// <param name="camera">The camera.</param>
    /// <param name="convention">Of its depth.</param>
    /// <param name="inverse">What it saw, [h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it.</param>
    /// <param name="picture">What is projected, [h, w, 3].</param>
    /// <exception cref="ArgumentException">The pictures are of two sizes, or the camera is orthographic.</exception>
    public ProjectedView(SceneCamera camera, DepthConvention convention, Image inverse, Image picture)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(convention);
        ArgumentNullException.ThrowIfNull(inverse);
        ArgumentNullException.ThrowIfNull(picture);
        camera.Require(convention);
        if (convention.IsOrthographic) throw new ArgumentException("Pictures are projected from perspective cameras.", nameof(convention));
        if (picture.Channels != 3 || inverse.Channels != 1 || (picture.Width, picture.Height) != (inverse.Width, inverse.Height))
            throw new ArgumentException($"Expected a picture in colour and its depth of one size; found {picture.Width}x{picture.Height} with {picture.Channels} channels and {inverse.Width}x{inverse.Height}.", nameof(picture));
        Matrix4x4.Invert(camera.ToWorld(convention), out _toCamera);
        (_rays, _inverse, _picture) = (camera.Rays(inverse.Width, inverse.Height, convention), inverse, picture);
    }

    /// <summary>What the picture shows at a place of a surface, and how much that counts: 0 where the camera does not see it from the front.</summary>
    /// <param name="place">In the world.</param>
    /// <param name="normal">Of the surface, of length 1.</param>
    public (Vector3 Colour, float Weight) At(Vector3 place, Vector3 normal)
    {
        var (p, n) = (Vector3.Transform(place, _toCamera), Vector3.TransformNormal(normal, _toCamera));
        var cosine = -Vector3.Dot(n, Vector3.Normalize(p));
        if (!(p.Z < 0) || cosine <= Grazing) return default;
        var (e, plane) = (-1 / p.Z, Vector3.Dot(n, p));
        float x = ((p.X * e) - _rays.FirstX) / _rays.StepX, y = ((p.Y * e) - _rays.FirstY) / _rays.StepY;
        if (!(x >= -0.5f && y >= -0.5f && x < _picture.Width - 0.5f && y < _picture.Height - 0.5f)) return default;

        // One over the distance of this surface at a pixel; of the four around, those that show it.
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (slopeX, slopeY) = (n.X / plane * _rays.StepX, n.Y / plane * _rays.StepY);
        var (colour, sum) = (Vector3.Zero, 0f);
        for (var k = 0; k < 4; k++)
        {
            var (i, j) = (left + (k & 1), top + (k >> 1));
            var share = (1 - MathF.Abs(x - i)) * (1 - MathF.Abs(y - j));
            if ((uint)i >= (uint)_picture.Width || (uint)j >= (uint)_picture.Height || share <= 0) continue;
            var here = e + ((i - x) * slopeX) + ((j - y) * slopeY);
            if (MathF.Abs(_inverse[i, j] - here) > (Rounding * e) + (0.1f * (MathF.Abs(slopeX) + MathF.Abs(slopeY)))) continue;
            colour += share * new Vector3(_picture[i, j, 0], _picture[i, j, 1], _picture[i, j, 2]);
            sum += share;
        }
        if (sum < 0.2f) return default;
        var fade = Math.Clamp((cosine - Grazing) / (Frontal - Grazing), 0, 1);
        return (colour / sum, fade * fade);
    }
}
