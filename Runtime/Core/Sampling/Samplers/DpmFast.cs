// C. Lu et al., "DPM-Solver", 2022, algorithms 1 and 2 and appendix D (DPM-Solver-fast): single steps of third order over three noise
// levels each, the last ones of lower order so that every level costs one model call. With phi(sigma -> s) = (a_s/a) x + K_s n,
// K_s = sigma_s - a_s sigma / a, r = (lambda_s - lambda) / h, and n1, n2 the noises at the levels in between:
//   u1 = phi(-> s1),  u2 = phi(-> s2) + (r2/r1) (K_s2 / (r2 h) + sigma_s2) (n1 - n)
//   second order:  x' = phi + K' / (2 r1) (n1 - n);   third order:  x' = phi + (K' / h + sigma') / r2 (n2 - n)
// A step to sigma' = 0 is of first order.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver-fast: third order with one model call a level; levels evenly spaced in log sigma suit it.</summary>
    public static Sampler DpmFast { get; } = Add(new DpmFast());
}

internal sealed class DpmFast : Sampler
{
    public override string Id => "dpm_fast";

    public override string Name => "DPM-Solver fast";

    public override string Paper => "Lu et al. 2022, arXiv:2206.00927";

    public override int Order => 3;

    public override string GoodStepCounts => "10-30";

    // At a = 0 the estimate of the noise says nothing of x0.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var start = ops.Create(x.Shape, x.ElementType);
        using var noises = new History(ops, x, 3);
        var calls = sigmas[^1] == 0 ? sigmas.StepCount - 1 : sigmas.StepCount;
        for (var i = 0; i < sigmas.StepCount;)
        {
            var (first, order) = (i, i < calls ? OrderAt(i, calls) : 1);
            ops.Copy(start, x);
            for (; i < first + order; i++)
            {
                var level = Level(input, i);
                input.Denoise(x, i, denoised);
                ops.NoiseOf(noises.Push(), x, denoised, level);
                Advance(input, start, noises, first, i, order);
                yield return new(i, sigmas.StepCount, sigmas[i + 1], x, denoised);
            }
        }
    }

    // Threes, then 2 and 1, or what is left: as many calls as there are levels.
    private static int OrderAt(int i, int calls)
    {
        var left = calls - i;
        return left > 3 ? 3 : left == 3 ? 2 : left;
    }

    // x at level i + 1 of a block of some order that starts at first.
    private static void Advance(SamplerInput input, Tensor start, History noises, int first, int i, int order)
    {
        var (from, to) = (Level(input, first), Level(input, i + 1));
        var (stage, k) = (i - first, to.Sigma - to.Signal * from.Sigma / from.Signal);
        var slope = 0.0;
        if (stage > 0)
        {
            var h = to.Lambda - from.Lambda;
            var r = (Level(input, i).Lambda - from.Lambda) / h;
            slope = order == 2 ? k / (2 * r) : (k / h + to.Sigma) / r;
        }

        var (a, newest, oldest) = (to.Signal / from.Signal, noises[0], noises[stage]);
        if (stage == 0) input.Ops.Combine(input.Latent, a, start, k, newest);
        else input.Ops.Combine(input.Latent, a, start, k - slope, oldest, slope, newest);
    }
}
