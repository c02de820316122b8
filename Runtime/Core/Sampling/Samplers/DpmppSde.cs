// C. Lu et al., "DPM-Solver++", 2022, in the stochastic form of k-diffusion, r = 1/2. With y = x / a, rho = sigma / a the process
// is variance exploding; s lies halfway in lambda, and down, up are ancestral in rho (Ho et al. 2020):
//   y_s = (down_s / rho) y + (1 - down_s / rho) D(x; sigma) + up_s z,      down_s, up_s from rho to rho_s
//   y'  = (down / rho) y + (1 - down / rho) D(x_s; s) + up z',             down, up from rho to rho'
// (1 - 1/2r) D(x) + 1/2r D(x_s) is D(x_s) for r = 1/2.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver++ for the stochastic equation: two model calls and two draws a step, along a Brownian path.</summary>
    public static Sampler DpmppSde { get; } = Add(new DpmppSde());
}

internal sealed class DpmppSde : Sampler
{
    public override string Id => "dpmpp_sde";

    public override string Name => "DPM-Solver++ SDE";

    public override string Paper => "Lu et al. 2022, arXiv:2211.01095";

    public override int Order => 2;

    public override string GoodStepCounts => "10-25";

    public override int ModelCallsPerStep => 2;

    public override bool IsStochastic => true;

    public override double? DefaultEta => 1;

    public override bool UsesBrownianPath => true;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => sigmas[step + 1] == 0 ? 1 : 2;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var middle = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            input.Denoise(x, i, denoised);
            if (next.Sigma > 0)
            {
                var s = NoiseLevel.Between(process, level, next, 0.5);
                Go(middle, input, denoised, level, s, noise, new(i, level.Sigma, s.Sigma, Draw: 0));
                input.DenoiseBetween(middle, i, s.Sigma, denoised, call: 1);
            }

            Go(x, input, denoised, level, next, noise, new(i, level.Sigma, next.Sigma, Draw: 1));
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }

    private void Go(
        Tensor target, SamplerInput input, Tensor denoised, NoiseLevel from, NoiseLevel to, NoiseSource noise, NoiseInterval interval)
    {
        var ratio = to.Rho / from.Rho;
        var up = Math.Min(to.Rho, Eta(input.Options) * to.Rho * Math.Sqrt(1 - ratio * ratio));
        var down = Math.Sqrt(to.Rho * to.Rho - up * up);
        input.Ops.Combine(target, to.Signal * down / from.Sigma, input.Latent, to.Signal * (1 - down / from.Rho), denoised);
        if (up > 0) noise.Add(target, input.Options.NoiseScale * to.Signal * up, interval);
    }
}
