// C. Lu et al., "DPM-Solver", 2022, appendix C (DPM-Solver-23), with the step-size control of k-diffusion, after G. Soederlind,
// "Digital filters in adaptive time-stepping", 2003. Two solutions of second and third order share three model calls:
//   E = || (low - high) / max(atol, rtol max(|low|, |previous|)) ||_rms,  factor = 1 + atan(E^(-1/3) - 1)
// A step is kept if factor >= 0.81; the next step in lambda is factor times as long.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver with adaptive steps in lambda between the given levels: as many model calls as the tolerances ask for.</summary>
    public static Sampler DpmAdaptive { get; } = Add(new DpmAdaptive());
}

internal sealed class DpmAdaptive : Sampler
{
    private const double FirstStep = 0.05, Safety = 0.81, Arrived = 1e-5, Tiny = 1e-8;

    public override string Id => "dpm_adaptive";

    public override string Name => "DPM-Solver adaptive";

    public override string Paper => "Lu et al. 2022, arXiv:2206.00927";

    // The tolerances and not the levels decide how exact it is.
    public override int Order => 0;

    public override string GoodStepCounts => "1-10";

    public override int ModelCallsPerStep => 3;

    public override bool CouplesRows => true;

    // At a = 0 the estimate of the noise says nothing of x0.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => null;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var pair = new DpmSolverPair(input);
        var (h, previous) = (FirstStep, 0.0);
        ops.Copy(pair.Previous, x);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (s, end) = (Level(input, i), Level(input, i + 1));
            if (end.Sigma == 0)
            {
                input.Denoise(x, i, pair.Denoised, pair.Calls);
                ops.Copy(x, pair.Denoised);
            }

            while (end.Sigma > 0 && s.Lambda < end.Lambda - Arrived)
            {
                var isWhole = s.Lambda + h >= end.Lambda;
                var t = isWhole ? end : NoiseLevel.OfRho(input.Denoiser.Process, Math.Exp(-(s.Lambda + h)));
                var factor = 1 + Math.Atan(Math.Cbrt(1 / (pair.Try(i, s, t) + Tiny)) - 1);
                h *= factor;
                if (factor < Safety) continue;
                pair.Accept();
                s = t;
            }

            yield return new(i, sigmas.StepCount, end.Sigma, x, pair.Denoised);
        }
    }
}
