// Q. Zhang, Y. Chen, "Fast sampling of diffusion models with exponential integrator", 2022, the t-AB form in log rho. With
// rho = sigma / a and the polynomial in ln rho through the noises n = (x - a D) / sigma of the last levels,
//   x' = a' (x / a + integral of n from rho to rho')
// In the letters of DpmSolverMultistep, where s runs from 0 to 1 over the step and the polynomial is m0 + D1 s + D2 s^2:
//   A = a'/a,  B0 = a' (rho' - rho),  B1 = -a' rho (1 - e^-h (1 + h)) / h,  B2 = -a' rho (2 - e^-h (2 + 2 h + h^2)) / h^2
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DEIS: one model call a step, up to third order in the estimate of the noise over ln rho.</summary>
    public static Sampler Deis { get; } = Add(new Deis());
}

internal sealed class Deis() : DpmSolverMultistep(3)
{
    public override string Id => "deis";

    public override string Name => "DEIS";

    public override string Paper => "Zhang and Chen 2022, arXiv:2204.13902";

    public override int Order => 3;

    // At a = 0 the estimate of the noise says nothing of x0.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    internal override void Estimate(ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel level) =>
        ops.NoiseOf(target, x, denoised, level);

    internal override Weights Coefficients(NoiseLevel from, NoiseLevel to, SamplerInput input)
    {
        var h = to.Lambda - from.Lambda;
        var (q, scale) = (to.Rho / from.Rho, -to.Signal * from.Rho);
        var b1 = scale * (1 - q * (1 + h)) / h;
        return new(
            A: to.Signal / from.Signal,
            B0: to.Signal * (to.Rho - from.Rho),
            Midpoint: b1,
            B1: b1,
            B2: scale * (2 - q * (2 + 2 * h + h * h)) / (h * h),
            S: 0);
    }
}
