// K. Crowson, k-diffusion, 2022, after Ho et al. 2020. For x = x0 + sigma noise:
//   up = min(sigma', eta sigma' sqrt(1 - (sigma'/sigma)^2)),  down = sqrt(sigma'^2 - up^2)
// For rectified flow as its users do it:  down = sigma' (1 + (sigma'/sigma - 1) eta), then the signal shrinks by
// keep = a' / a(down), and  up = sqrt(sigma'^2 - (keep down)^2). For eta = 1 both have down = sigma'^2 / sigma.
namespace Scumble.Sampling;

/// <summary>A step that goes below its target without noise and comes up again with fresh noise.</summary>
/// <param name="Down">The level that is reached without noise.</param>
/// <param name="Keep">The factor on x then.</param>
/// <param name="Up">The standard deviation of the fresh noise.</param>
internal readonly record struct AncestralStep(NoiseLevel Down, double Keep, double Up)
{
    /// <summary>The step from one level to the next.</summary>
    public static AncestralStep Between(ForwardProcess process, double sigma, double next, double eta)
    {
        if (process is RectifiedFlow)
        {
            var down = NoiseLevel.Of(process, next * (1 + (next / sigma - 1) * eta));
            var keep = process.Signal(next) / down.Signal;
            return new(down, keep, Math.Sqrt(Math.Max(0, next * next - keep * keep * down.Sigma * down.Sigma)));
        }

        var up = Math.Min(next, eta * next * Math.Sqrt(1 - next / sigma * (next / sigma)));
        return new(NoiseLevel.Of(process, Math.Sqrt(next * next - up * up)), 1, up);
    }

    /// <summary>Comes up: scales the latent and adds the noise of a step.</summary>
    public void Renoise(SamplerInput input, NoiseSource noise, int step)
    {
        if (Keep != 1) input.Ops.Scale(input.Latent, Keep, input.Latent);
        if (Up > 0) noise.Add(input.Latent, input.Options.NoiseScale * Up, new(step, input.Sigmas[step], input.Sigmas[step + 1]));
    }
}
