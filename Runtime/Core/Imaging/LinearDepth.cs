namespace Scumble.Imaging;

// A perspective projection maps the distance z from the eye's plane to d in 0..1. Turned round, with near n and far f:
//   z = n f / (f - d (f - n)); with the reversed depth (1 at the near plane) d becomes 1 - d.
// With the far plane at infinity, z = n / (1 - d).

/// <summary>What a depth buffer says about distance.</summary>
public static class LinearDepth
{
    /// <summary>Distances in metres, [h, w, 1]; infinity where nothing was drawn before an infinitely far plane.</summary>
    /// <param name="depth">The depth buffer, [h, w, 1], 0..1. Not changed.</param>
    /// <param name="nearMetres">The near plane, above 0.</param>
    /// <param name="farMetres">The far plane, beyond the near plane; may be infinite.</param>
    /// <param name="isReversed">Whether the near plane is 1, as most engines have it now.</param>
    public static Image ToMetres(Image depth, float nearMetres, float farMetres, bool isReversed)
    {
        Check(depth, nearMetres, farMetres);
        var metres = new Image(depth.Width, depth.Height, 1);
        for (var i = 0; i < metres.Pixels.Length; i++)
            metres.Pixels[i] = 1 / Inverse(depth.Pixels[i], nearMetres, farMetres, isReversed);
        return metres;
    }

    /// <summary>One over the distance in metres, [h, w, 1], as depth control networks want it before it is stretched to 0..1: near is bright.</summary>
    /// <inheritdoc cref="ToMetres"/>
    public static Image ToInverse(Image depth, float nearMetres, float farMetres, bool isReversed)
    {
        Check(depth, nearMetres, farMetres);
        var inverse = new Image(depth.Width, depth.Height, 1);
        for (var i = 0; i < inverse.Pixels.Length; i++)
            inverse.Pixels[i] = Inverse(depth.Pixels[i], nearMetres, farMetres, isReversed);
        return inverse;
    }

    // 1 / z is linear in d: 1 / n at the near plane, 1 / f at the far one.
    private static float Inverse(float d, float near, float far, bool isReversed)
    {
        var nearness = isReversed ? d : 1 - d;
        return (1 / far) + (nearness * ((1 / near) - (1 / far)));
    }

    private static void Check(Image depth, float near, float far)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(depth.Channels, 1, nameof(depth));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(near);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(far, near);
    }
}
