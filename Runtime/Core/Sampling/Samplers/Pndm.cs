// L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds", 2022. With the transfer of equation 11, which is
// DDIM's step for an estimate e of the noise n = (x - a D) / sigma:  phi(x, e; sigma -> sigma') = (a'/a) x + (sigma' - a' sigma / a) e
//   multistep (12):    x' = phi(x, (55 e0 - 59 e1 + 37 e2 - 9 e3) / 24),  with fewer e at first
//   Runge-Kutta (13):  e = (e1 + 2 e2 + 2 e3 + e4) / 6 with two calls at the middle timestep and one at the end, for three steps
//   without it (PLMS): the first step is repeated with the mean of e at both its ends
// For networks that predict v the same is done with v, turned into n where phi is taken:  n = A v + S c x, A = a c, S = sigma c.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>PNDM: fourth order in the estimate of the noise, started by three Runge-Kutta steps of four calls.</summary>
    public static Sampler Pndm { get; } = Add(new Pndm("pndm", "PNDM", hasRungeKutta: true));

    /// <summary>PLMS: PNDM without Runge-Kutta steps; one model call a step, two in the first.</summary>
    public static Sampler Plms { get; } = Add(new Pndm("plms", "PLMS", hasRungeKutta: false));
}

internal sealed class Pndm(string id, string name, bool hasRungeKutta) : Sampler
{
    private const int RungeKuttaSteps = 3;
    private const int MaxOrder = 4;

    private static readonly double[][] Weights =
        [[1], [3 / 2.0, -1 / 2.0], [23 / 12.0, -16 / 12.0, 5 / 12.0], [55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0]];

    public override string Id => id;

    public override string Name => name;

    public override string Paper => "Liu et al. 2022, arXiv:2202.09778";

    public override int Order => 2;

    public override string GoodStepCounts => "20-50";

    // It knows steps of timesteps.
    public override bool Supports(ForwardProcess process) => process is DiscreteDiffusion;

    private protected override bool KnowsEqualLevels => true;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) =>
        IsRungeKutta(sigmas, step) ? 4 : step == 0 && sigmas.StepsLeft(0) > 1 ? 2 : 1;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var run = new PndmRun(input, MaxOrder);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            if (IsRungeKutta(sigmas, i)) run.RungeKutta(i);
            else
            {
                run.Estimate(run.Past.Push(), x, i);
                if (i == 0) ops.Copy(run.Start, x);
                run.Transfer(x, x, Weights[run.Past.Count - 1], sigmas[i], sigmas.Target(i));
                input.Rejoin(i);
                if (i == 0 && sigmas.StepsLeft(0) > 1) run.RepeatFirst();
            }

            yield return new(i, sigmas.StepCount, sigmas[i + 1], x, run.Denoised);
        }
    }

    private bool IsRungeKutta(SigmaSchedule sigmas, int step) => hasRungeKutta && step < RungeKuttaSteps && sigmas.StepsLeft(step) > 1;
}
