namespace Scumble.Sampling;

/// <summary>What samplers with a fixed stride do between steps.</summary>
internal static class SamplerInputExtensions
{
    /// <summary>
    /// Where a step's target is not the level that the next step starts from, x is read as if it lay there: the variable of the
    /// network, c x, stays what it is.
    /// </summary>
    public static void Rejoin(this SamplerInput input, int step)
    {
        var (sigmas, process, x) = (input.Sigmas, input.Denoiser.Process, input.Latent);
        var (target, next) = (sigmas.Target(step), sigmas[step + 1]);
        if (target != next) input.Ops.Scale(x, process.InputScale(target) / process.InputScale(next), x);
    }
}
