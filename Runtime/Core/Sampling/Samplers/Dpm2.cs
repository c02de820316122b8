// K. Crowson, k-diffusion, 2022, after DPM-Solver-2 (Lu et al. 2022) and algorithm 2 of Karras et al. 2022. A midpoint method
// whose middle is that of ln sigma:
//   d = (x - D(x; sigma)) / sigma,  m = sqrt(sigma sigma'),  e = x + (m - sigma) d,  x' = x + (sigma' - sigma) (e - D(e; m)) / m
// A step to sigma' = 0 is Euler's.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver-2 in k-diffusion's form: two model calls a step, second order; churn adds noise before the first.</summary>
    public static Sampler Dpm2 { get; } = Add(new Dpm2());
}

internal sealed class Dpm2 : Sampler
{
    public override string Id => "dpm_2";

    public override string Name => "DPM2";

    public override string Paper => "Lu et al. 2022, arXiv:2206.00927";

    public override int Order => 2;

    public override string GoodStepCounts => "10-20";

    public override int ModelCallsPerStep => 2;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => sigmas[step + 1] == 0 ? 1 : 2;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var middle = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (Churn.Denoise(input, noise, i, denoised), sigmas[i + 1]);
            if (next == 0) ops.Copy(x, denoised);
            else
            {
                var m = Math.Sqrt(sigma * next);
                ops.Combine(middle, m / sigma, x, 1 - m / sigma, denoised);
                input.DenoiseBetween(middle, i, m, denoised, call: 1);
                ops.Combine(x, 1, x, (next - sigma) / m, middle, -(next - sigma) / m, denoised);
            }

            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
