// K. Shoemake, "Animating rotation with quaternion curves", 1985, for vectors of any length:
//   slerp(p, q; u) = sin((1 - u) theta) / sin(theta) p + sin(u theta) / sin(theta) q,  cos(theta) = p q / (|p| |q|)
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// The way between two noises that keeps the length of a Gaussian: halfway between two independent ones, a straight line
/// would have lost a third of it.
/// </summary>
public static class SphericalInterpolation
{
    // Beyond this cosine the arc is a straight line to single precision, and its formula divides by almost 0.
    private const double Straight = 1 - 1e-7;

    /// <summary>target = slerp(p, q; u), each tensor being one vector; opposite or zero vectors are joined by a straight line.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="target">May be <paramref name="p"/> or <paramref name="q"/>.</param>
    /// <param name="p">The result at u = 0.</param>
    /// <param name="q">The result at u = 1.</param>
    /// <param name="u">Where between, 0 to 1.</param>
    public static void Slerp(ITensorOps ops, Tensor target, Tensor p, Tensor q, double u)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentOutOfRangeException.ThrowIfNegative(u);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(u, 1);
        var cos = ops.Dot(p, q) / Math.Sqrt(ops.Dot(p, p) * ops.Dot(q, q));
        if (!(Math.Abs(cos) < Straight))
        {
            ops.Combine(target, 1 - u, p, u, q);
            return;
        }

        var theta = Math.Acos(cos);
        ops.Combine(target, Math.Sin((1 - u) * theta) / Math.Sin(theta), p, Math.Sin(u * theta) / Math.Sin(theta), q);
    }
}
