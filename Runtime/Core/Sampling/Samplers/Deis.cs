// Q. Zhang, Y. Chen, "Fast sampling of diffusion models with exponential integrator", 2022, the t-AB form in log rho. With
// rho = sigma / a, n_i = (x_i - a_i D_i) / sigma_i and L_j the Lagrange polynomials of the last levels in ln rho:
//   x' = a' (x / a + sum_j C_j n_{i-j}),  C_j = integral from rho to rho' of L_j(ln t) dt
// A step to sigma' = 0 is of first order.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DEIS: one model call a step, up to third order in the estimate of the noise over ln rho.</summary>
    public static Sampler Deis { get; } = Add(new Deis());
}

internal sealed class Deis : Sampler
{
    private const int MaxOrder = 3;
    private const int ShortRun = 15;

    public override string Id => "deis";

    public override string Name => "DEIS";

    public override string Paper => "Zhang and Chen 2022, arXiv:2204.13902";

    public override int Order => MaxOrder;

    public override string GoodStepCounts => "10-25";

    // At a = 0 the estimate of the noise says nothing of x0.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        var order = Math.Min(input.Options.Order ?? MaxOrder, MaxOrder);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var noises = new History(ops, x, order);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            input.Denoiser.Denoise(x, level.Sigma, denoised);
            ops.NoiseOf(noises.Push(), x, denoised, level);
            var isShort = input.Options.LowerOrderFinal && sigmas.StepCount < ShortRun;
            var permitted = next.Sigma == 0 ? 1 : isShort ? sigmas.StepCount - i : order;
            Advance(input, noises, i, Math.Min(permitted, noises.Count));
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }

    private static void Advance(SamplerInput input, History noises, int i, int order)
    {
        var (level, next) = (Level(input, i), Level(input, i + 1));
        Span<double> nodes = stackalloc double[MaxOrder];
        Span<double> weights = stackalloc double[MaxOrder];
        for (var j = 0; j < order; j++) nodes[j] = Math.Log(Level(input, i - j).Rho);
        for (var j = 0; j < order; j++)
            weights[j] = next.Signal * (Integral(nodes[..order], j, next.Rho) - Integral(nodes[..order], j, level.Rho));
        input.Ops.Combine(input.Latent, next.Signal / level.Signal, input.Latent, weights[..order], noises);
    }

    // An antiderivative of L_j(ln t) at t, from those of 1, ln t - y, (ln t - y) (ln t - y'): t, t (ln t - y - 1), ...
    private static double Integral(ReadOnlySpan<double> nodes, int j, double t)
    {
        var (value, scale, count) = (t, 1.0, 0);
        Span<double> others = stackalloc double[MaxOrder];
        for (var k = 0; k < nodes.Length; k++)
        {
            if (k == j) continue;
            others[count++] = nodes[k];
            scale /= nodes[j] - nodes[k];
        }

        var y = count > 0 ? Math.Log(t) : 0;
        if (count == 1) value = t * (y - others[0] - 1);
        if (count == 2) value = t * ((y - others[0] - 1) * (y - others[1] - 1) + 1);
        return value * scale;
    }
}
