// L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds", 2022, equation 12, from the first step on without Runge-Kutta steps
// or a repeated one ("improved"), as in k-diffusion's coordinate. With d_i = (x_i - D_i) / sigma_i
//   x' = x + (sigma' - sigma) (55 d0 - 59 d1 + 37 d2 - 9 d3) / 24,  with fewer d at first
// From pure noise an estimate of the noise tells nothing of the data, which then count as 0:  x' = sigma' d0
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>IPNDM: one model call a step, up to four slopes with the weights of equal steps.</summary>
    public static Sampler Ipndm { get; } = Add(new Ipndm());
}

internal sealed class Ipndm : Sampler
{
    private const int MaxOrder = 4;

    // What the network sees of the data is below the last bit of a float.
    private const double PureNoise = 1e-7;

    private static readonly double[][] Weights =
        [[1], [3 / 2.0, -1 / 2.0], [23 / 12.0, -16 / 12.0, 5 / 12.0], [55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0]];

    public override string Id => "ipndm";

    public override string Name => "IPNDM";

    public override string Paper => "Liu et al. 2022, arXiv:2202.09778";

    // The weights are exact for equal steps in sigma only.
    public override int Order => 2;

    public override string GoodStepCounts => "20-50";

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        var order = Math.Min(input.Options.Order ?? MaxOrder, MaxOrder);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var slopes = new History(ops, x, order);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            input.Denoise(x, i, denoised);
            ops.Combine(slopes.Push(), 1 / sigma, x, -1 / sigma, denoised);
            if (process is not RectifiedFlow && process.InputScale(sigma) * process.SigmaData <= PureNoise) ops.Scale(x, next, slopes[0]);
            else Advance(next - sigma);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }

        void Advance(double h)
        {
            Span<double> b = stackalloc double[MaxOrder];
            var weights = Weights[slopes.Count - 1];
            for (var j = 0; j < weights.Length; j++) b[j] = h * weights[j];
            ops.Combine(x, 1, x, b[..weights.Length], slopes);
        }
    }
}
