namespace Scumble.Imaging;

// A perspective projection maps the distance z from the eye's plane to d in 0..1. Turned round, with near n and far f:
//   z = n f / (f - d (f - n)); with the reversed depth (1 at the near plane) d becomes 1 - d.
// With the far plane at infinity, z = n / (1 - d). An orthographic one is linear: z = n + d (f - n).
// Of what lies at the far plane nothing was drawn: that is how a depth buffer is cleared.

/// <summary>What a depth buffer says about distance.</summary>
public static class LinearDepth
{
    /// <summary>Distances in metres, [h, w, 1]; infinity where nothing was drawn.</summary>
    /// <param name="depth">The depth buffer, [h, w, 1]. Not changed. What is not a number counts as nothing drawn.</param>
    /// <param name="convention">What its numbers mean.</param>
    public static Image ToMetres(Image depth, DepthConvention convention) => Map(depth, convention, isInverse: false);

    /// <summary>
    /// One over the distance in metres, [h, w, 1], as depth control networks want it before it is stretched to 0..1: near is bright, and 0 is
    /// where nothing was drawn. An orthographic camera sees all distances alike: linear, 1 at the near plane and 0 at the far one. Either way a plane is linear in the picture.
    /// </summary>
    /// <inheritdoc cref="ToMetres"/>
    public static Image ToInverse(Image depth, DepthConvention convention) => Map(depth, convention, isInverse: true);

    private static Image Map(Image depth, DepthConvention convention, bool isInverse)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(convention);
        ArgumentOutOfRangeException.ThrowIfNotEqual(depth.Channels, 1, nameof(depth));
        convention.Validate();
        var (scale, bias) = convention.Nearness;
        var (near, far) = convention.Ends;
        var target = new Image(depth.Width, depth.Height, 1);
        for (var i = 0; i < target.Pixels.Length; i++)
        {
            var nearness = (depth.Pixels[i] * scale) + bias;
            target.Pixels[i] = !(nearness > 0) ? isInverse ? 0 : float.PositiveInfinity
                : convention.IsOrthographic ? isInverse ? nearness : far + (nearness * (near - far))
                : isInverse ? far + (nearness * (near - far)) : 1 / (far + (nearness * (near - far)));
        }
        return target;
    }
}
