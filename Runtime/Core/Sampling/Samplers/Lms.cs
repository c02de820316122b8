// F. Bashforth, J. C. Adams, 1883, with unequal steps; as a sampler: K. Crowson, k-diffusion, 2022. With d_i = (x_i - D_i) / sigma_i
//   x' = x + sum_j c_j d_{i-j},  c_j = integral from sigma to sigma' of prod_{k != j} (tau - sigma_{i-k}) / (sigma_{i-j} - sigma_{i-k}) dtau
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Linear multistep: one model call a step, up to fourth order through the slopes of the steps before.</summary>
    public static Sampler Lms { get; } = Add(new Lms());
}

internal sealed class Lms : Sampler
{
    private const int DefaultOrder = 4;
    private const int MaxOrder = 6;

    public override string Id => "lms";

    public override string Name => "LMS";

    public override string Paper => "Crowson 2022, k-diffusion";

    public override int Order => DefaultOrder;

    public override string GoodStepCounts => "15-50";

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        var order = Math.Min(input.Options.Order ?? DefaultOrder, MaxOrder);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var slopes = new History(ops, x, order);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            input.Denoise(x, i, denoised);
            ops.Combine(slopes.Push(), 1 / sigma, x, -1 / sigma, denoised);
            Advance(i, slopes);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }

        void Advance(int i, History past)
        {
            Span<double> nodes = stackalloc double[MaxOrder];
            Span<double> weights = stackalloc double[MaxOrder];
            for (var j = 0; j < past.Count; j++) nodes[j] = sigmas[i - j];
            LagrangeIntegrals.Fill(weights[..past.Count], nodes[..past.Count], sigmas[i], sigmas[i + 1]);
            ops.Combine(x, 1, x, weights[..past.Count], past);
        }
    }
}
