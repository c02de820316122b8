using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>What a depth picture says about itself: that it cannot be read, or that it is probably not what was said of it.</summary>
internal static class DepthNotes
{
    private const float Rounding = 1e-4f;

    // Nobody sees only what is nearer than a few times the near plane, where the far one lies many times as far.
    private const float Crowded = 3, Deep = 50, MostDrawn = 0.95f;

    // Of what was drawn.
    private const float NearPlane = 1.2f, MuchOfThePicture = 0.2f;

    /// <summary>Checks the numbers as they were stored.</summary>
    /// <exception cref="ScumbleException">Some are none, or lie outside of what the convention says is stored.</exception>
    public static void RequireNumbers(Image depth, DepthConvention convention)
    {
        var (none, first, stored) = (0, -1, convention.Stored);
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < depth.Pixels.Length; i++)
        {
            var value = depth.Pixels[i];
            if (float.IsFinite(value)) (least, greatest) = (MathF.Min(least, value), MathF.Max(greatest, value));
            else if (none++ == 0) first = i;
        }
        if (none > 0)
            throw new ScumbleException($"The depth is not a number in {none} of {depth.Pixels.Length} pixels, first at ({first % depth.Width}, {first / depth.Width}).",
                "Wait for the frame that draws it before it is read, and check its format.");
        var tolerance = Rounding * (stored.Max - stored.Min);
        if (least < stored.Min - tolerance || greatest > stored.Max + tolerance)
            throw new ScumbleException($"The depth holds numbers from {least} to {greatest}; the convention says from {stored.Min} to {stored.Max}.",
                least >= -1 - Rounding && greatest <= 1 + Rounding ? "If a shader wrote OpenGL's clip space, state Stored = DepthConvention.ClipSpace." : "State what is stored at the two planes; metres are no depth buffer.");
    }

    private static string Cleared(DepthConvention convention) =>
        $" That is the near plane, and what a cleared buffer holds whose depth is {(convention.IsReversed ? "not reversed" : "reversed")}.";

    /// <summary>What should be known, in whole sentences.</summary>
    /// <param name="inverse">As <see cref="LinearDepth.ToInverse"/> gives it.</param>
    /// <param name="convention">What it was made by.</param>
    /// <exception cref="ScumbleException">Nothing was drawn.</exception>
    public static IReadOnlyList<string> Of(Image inverse, DepthConvention convention)
    {
        var drawn = inverse.Pixels.ToArray().Where(value => value > 0).Select(convention.MetresAt).Order().ToArray();
        if (drawn.Length == 0)
            throw new ScumbleException("The depth shows an empty scene: every pixel lies at the far plane, as a buffer is cleared.",
                $"Point the camera at something; or the depth is {(convention.IsReversed ? "not reversed" : "reversed")}, and the convention says it is{(convention.IsReversed ? "" : " not")}.");
        if (drawn.Length == inverse.Pixels.Length && drawn[0] == drawn[^1]) return [$"The depth is {drawn[0]:0.###} m everywhere: it steers nothing.{(drawn[^1] < NearPlane * convention.NearMetres && !convention.IsOrthographic ? Cleared(convention) : "")}"];
        if (convention.IsOrthographic || convention.FarMetres < Deep * convention.NearMetres) return [];
        var (near, most) = (convention.NearMetres, drawn[(int)(MostDrawn * (drawn.Length - 1))]);
        if (most < Crowded * near)
            return [$"{MostDrawn:0%} of what was drawn lies between the near plane, {near} m, and {most:0.###} m: is the depth {(convention.IsReversed ? "not reversed" : "reversed")}?"];
        var touching = drawn.Count(metres => metres < NearPlane * near) / (float)drawn.Length;
        return touching < MuchOfThePicture ? [] : [$"{touching:0%} of what was drawn lies at the near plane, {near} m: the camera stands inside of geometry, or touches it."];
    }
}
