// C. Lu et al., "DPM-Solver: a fast ODE solver for diffusion probabilistic model sampling in around 10 steps", 2022, in multistep
// form (Lu et al. 2022, DPM-Solver++, appendix): the estimates are of the noise, n = (x - a D) / sigma. With h = lambda' - lambda,
// E = e^h - 1, sigma' E = a' sigma / a - sigma':
//   A = a'/a,  B0 = -sigma' E,  B1 = B0 / 2 (midpoint) or -sigma' (E / h - 1),  B2 = -sigma' ((E - h) / h^2 - 1/2)
// The stochastic form has twice B0 and B1, and S = sigma' sqrt(e^2h - 1); its third order was not published. Its step to sigma' = 0
// would leave noise as large as before: there it is the deterministic one.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver, multistep: one model call a step, up to third order in the estimate of the noise.</summary>
    public static Sampler DpmSolver { get; } = Add(new DpmSolver("dpmsolver", "DPM-Solver", 3, isStochastic: false));

    /// <summary>SDE-DPM-Solver, multistep: the same with fresh noise, up to second order.</summary>
    public static Sampler SdeDpmSolver { get; } = Add(new DpmSolver("sde_dpmsolver", "SDE-DPM-Solver", 2, isStochastic: true));
}

internal sealed class DpmSolver(string id, string name, int maxOrder, bool isStochastic) : DpmSolverMultistep(maxOrder)
{
    public override string Id => id;

    public override string Name => name;

    public override string Paper => "Lu et al. 2022, arXiv:2206.00927";

    public override bool IsStochastic => isStochastic;

    public override bool UsesBrownianPath => isStochastic;

    // At a = 0 the estimate of the noise says nothing of x0.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    internal override void Estimate(ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel level) =>
        ops.NoiseOf(target, x, denoised, level);

    internal override Weights Coefficients(NoiseLevel from, NoiseLevel to, SamplerInput input)
    {
        var h = to.Lambda - from.Lambda;
        var e = to.Signal * from.Sigma / from.Signal - to.Sigma; // sigma' (e^h - 1)
        var addsNoise = isStochastic && to.Sigma > 0;
        var twice = addsNoise ? 2 : 1;
        return new(
            A: to.Signal / from.Signal,
            B0: -twice * e,
            Midpoint: -twice * e / 2,
            B1: -twice * (e / h - to.Sigma),
            B2: -twice * ((e - h * to.Sigma) / (h * h) - to.Sigma / 2),
            S: addsNoise ? Math.Sqrt(Math.Max(0, (e + to.Sigma) * (e + to.Sigma) - to.Sigma * to.Sigma)) : 0);
    }
}
