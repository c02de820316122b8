using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>What many samplers do with the verbs.</summary>
internal static class TensorOpsExtensions
{
    /// <summary>
    /// The probability flow from one level to another while x0 is estimated as <paramref name="denoised"/> (DDIM's step):
    /// target = (sigma'/sigma) x + (a' - a sigma'/sigma) D.
    /// </summary>
    public static void Flow(this ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel from, NoiseLevel to)
    {
        var ratio = to.Sigma / from.Sigma;
        ops.Combine(target, ratio, x, to.Signal - from.Signal * ratio, denoised);
    }

    /// <summary>The noise that an estimate of x0 implies: target = (x - a D) / sigma.</summary>
    public static void NoiseOf(this ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel level) =>
        ops.Combine(target, 1 / level.Sigma, x, -level.Signal / level.Sigma, denoised);

    /// <summary>target = a x + b[0] history[0] + b[1] history[1] + ...</summary>
    public static void Combine(this ITensorOps ops, Tensor target, double a, Tensor x, ReadOnlySpan<double> b, History history)
    {
        for (var k = 0; k < b.Length; k += 2)
        {
            if (k + 1 < b.Length) ops.Combine(target, a, x, b[k], history[k], b[k + 1], history[k + 1]);
            else ops.Combine(target, a, x, b[k], history[k]);
            (a, x) = (1, target);
        }
    }
}
