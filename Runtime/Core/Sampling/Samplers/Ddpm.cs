// J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", 2020, equations 6 and 7; learned range: A. Nichol,
// P. Dhariwal, "Improved denoising diffusion probabilistic models", 2021, equation 15. With r = a / a', b = sigma^2 - r^2 sigma'^2:
//   x' = r (sigma'/sigma)^2 x + a' b / sigma^2 D + std z
// In the variable of unit variance, c x with c = 1 / sqrt(a^2 + sigma^2), a step has beta = 1 - (a c)^2 / (a' c')^2:
//   fixed small  (c' std)^2 = beta~ = (sigma' c')^2 / (sigma c)^2 beta;   fixed large  (c' std)^2 = beta
//   learned range  ln (c' std)^2 = f ln beta + (1 - f) ln beta~,  f = (v + 1) / 2 with the network's v
// At timestep 0 no noise is added.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DDPM, ancestral sampling: one model call a step; its home is hundreds of steps.</summary>
    public static Sampler Ddpm { get; } = Add(new Ddpm());
}

internal sealed class Ddpm : Sampler
{
    // Keeps the logarithm of the variance of a step to data finite.
    private const double LeastVariance = 1e-20;

    public override string Id => "ddpm";

    public override string Name => "DDPM";

    public override string Paper => "Ho et al. 2020, arXiv:2006.11239";

    public override int Order => 0;

    public override string GoodStepCounts => "100-1000";

    public override bool IsStochastic => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var fresh = ops.Create(x.Shape, x.ElementType);
        using var std = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            input.Denoise(x, i, denoised);
            var (sigma2, next2, ratio) = (level.Sigma * level.Sigma, next.Sigma * next.Sigma, level.Signal / next.Signal);
            ops.Combine(x, ratio * next2 / sigma2, x, next.Signal * (sigma2 - ratio * ratio * next2) / sigma2, denoised);
            if (input.Denoiser.Process.Timestep(level.Sigma) > 0) AddNoise(i, level, next);
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }

        void AddNoise(int i, NoiseLevel level, NoiseLevel next)
        {
            var (c, cNext, interval) = (level.UnitScale, next.UnitScale, new NoiseInterval(i, level.Sigma, next.Sigma));
            var beta = 1 - Square(level.Signal * c / (next.Signal * cNext));
            var small = Math.Max(Square(next.Sigma * cNext / (level.Sigma * c)) * beta, LeastVariance);
            switch (input.Options.DdpmVariance)
            {
                case DdpmVariance.FixedSmall when next.Sigma > 0:
                    noise.Add(x, Math.Sqrt(small) / cNext, interval);
                    break;
                case DdpmVariance.FixedLarge:
                    noise.Add(x, Math.Sqrt(beta) / cNext, interval);
                    break;
                case DdpmVariance.LearnedRange:
                    ops.Exp(std, (Math.Log(beta) - Math.Log(small)) / 4, Variance(input.Denoiser));
                    AddScaled(Math.Pow(beta * small, 0.25) / cNext, interval);
                    break;
                case DdpmVariance.Learned:
                    ops.Sqrt(std, Variance(input.Denoiser));
                    AddScaled(1 / cNext, interval);
                    break;
            }
        }

        void AddScaled(double scale, NoiseInterval interval)
        {
            noise.Fill(fresh, scale, interval);
            ops.Multiply(fresh, fresh, std);
            ops.Combine(x, 1, x, 1, fresh);
        }
    }

    private static Tensor Variance(IDenoiser denoiser) =>
        denoiser.Variance ?? throw new InvalidOperationException("The options ask for a learned variance; the denoiser has none.");

    private static double Square(double value) => value * value;
}
