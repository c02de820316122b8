namespace Scumble.Imaging;

// Angles in turns. Sine by its Taylor series on a quarter turn; the angle of a point by Abramowitz and Stegun 4.4.49.

/// <summary>The twins of what Shaders/shade.comp computes itself, because shaders' own functions differ from one device to the next.</summary>
internal static class PixelMath
{
    public static float SineOfTurns(float t)
    {
        t -= MathF.Floor(t + 0.5f);
        if (t > 0.25f) t = 0.5f - t;
        else if (t < -0.25f) t = -0.5f - t;
        var x = t * 6.2831853f;
        var w = x * x;
        var p = 2.7557319e-6f * w;
        p = (p - 1.9841270e-4f) * w;
        p = (p + 8.3333333e-3f) * w;
        p = (p - 1.6666667e-1f) * w;
        return x + (x * p);
    }

    public static float TurnsOf(float y, float x)
    {
        var (ax, ay) = (MathF.Abs(x), MathF.Abs(y));
        var most = MathF.Max(ax, ay);
        if (most == 0f) return 0f;
        var t = MathF.Min(ax, ay) / most;
        var w = t * t;
        var p = 0.0208351f * w;
        p = (p - 0.0851330f) * w;
        p = (p + 0.1801410f) * w;
        p = (p - 0.3302995f) * w;
        var angle = (t * (p + 0.9998660f)) * 0.15915494f;
        if (ay > ax) angle = 0.25f - angle;
        if (x < 0f) angle = 0.5f - angle;
        return y < 0f ? -angle : angle;
    }
}
