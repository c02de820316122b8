// C. Lu et al., "DPM-Solver++", 2022, algorithm 2 (2M), and its stochastic forms in k-diffusion (2M SDE, 3M SDE): the estimates are
// of x0. With h = lambda' - lambda, H = (1 + eta) h, q = e^-h = a sigma' / (a' sigma), P = 1 - e^-H:
//   A = (sigma'/sigma) q^eta,  B0 = a' P,  B1 = a' P / 2 (midpoint) or a' (1 - P / H),  B2 = a' (1/2 - (H - P) / H^2),
//   S = sigma' sqrt(1 - q^(2 eta))
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver++(2M): one model call a step, second order through the step before.</summary>
    public static Sampler Dpmpp2M { get; } = Add(new Dpmpp2M("dpmpp_2m", "DPM-Solver++(2M)", 2, eta: null));

    /// <summary>DPM-Solver++(3M): one model call a step, third order through the two steps before.</summary>
    public static Sampler Dpmpp3M { get; } = Add(new Dpmpp2M("dpmpp_3m", "DPM-Solver++(3M)", 3, eta: null));

    /// <summary>SDE-DPM-Solver++(2M): the same with fresh noise along a Brownian path.</summary>
    public static Sampler Dpmpp2MSde { get; } = Add(new Dpmpp2M("dpmpp_2m_sde", "DPM-Solver++(2M) SDE", 2, eta: 1));

    /// <summary>SDE-DPM-Solver++(3M): the same of third order.</summary>
    public static Sampler Dpmpp3MSde { get; } = Add(new Dpmpp2M("dpmpp_3m_sde", "DPM-Solver++(3M) SDE", 3, eta: 1));
}

internal sealed class Dpmpp2M(string id, string name, int maxOrder, double? eta) : DpmSolverMultistep(maxOrder)
{
    public override string Id => id;

    public override string Name => name;

    public override string Paper => "Lu et al. 2022, arXiv:2211.01095";

    public override double? DefaultEta => eta;

    public override bool IsStochastic => eta > 0;

    public override bool UsesBrownianPath => eta > 0;

    internal override void Estimate(ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel level) => ops.Copy(target, denoised);

    internal override Weights Coefficients(NoiseLevel from, NoiseLevel to, SamplerInput input)
    {
        var share = Eta(input.Options);
        var h = to.Lambda - from.Lambda;
        var q = from.Signal * to.Sigma / (to.Signal * from.Sigma);
        var (big, p) = ((1 + share) * h, 1 - Math.Pow(q, 1 + share));
        return new(
            A: to.Sigma / from.Sigma * Math.Pow(q, share),
            B0: to.Signal * p,
            Midpoint: to.Signal * p / 2,
            B1: to.Signal * (1 - p / big),
            B2: to.Signal * ((input.Options.ThirdOrderAsDiffusers && share > 0 ? -0.5 : 0.5) - (big - p) / (big * big)),
            S: to.Sigma * Math.Sqrt(1 - Math.Pow(q, 2 * share)));
    }
}
