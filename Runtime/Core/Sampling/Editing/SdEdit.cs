// C. Meng et al., "SDEdit: guided image synthesis and editing with stochastic differential equations", 2021, algorithm 1:
//   x = Signal(sigma) x0 + sigma noise at a level between data and noise; from there the run goes on as any other
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Sampling that starts from a picture: the stronger, the less of it is left.</summary>
public static class SdEdit
{
    /// <summary>
    /// The step to start with (<see cref="SigmaSchedule.From"/>): floor(strength n) of n steps are done, or, as references of flows count, the first
    /// floor(n - strength n) are left out; at least one is done.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="stepCount">n.</param>
    /// <param name="strength">Above 0, where the picture stays, to 1, where the run is whole.</param>
    public static int StartStep(ForwardProcess process, int stepCount, double strength)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepCount);
        if (strength is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(strength), strength, "Above 0, at most 1.");
        return process is RectifiedFlow
            ? Math.Min((int)(stepCount - stepCount * strength), stepCount - 1)
            : stepCount - Math.Clamp((int)(stepCount * strength), 1, stepCount);
    }

    /// <summary>Turns x0 into x at the level where a run is to start, with the noise that the run's seed would begin with (<see cref="NoiseStreams.Initial"/>).</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="process">The process.</param>
    /// <param name="latent">In: x0. Out: x.</param>
    /// <param name="sigma">The level, not negative.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="noise">The noise that the run would begin with; null for that of <paramref name="ops"/>.</param>
    public static void AddNoise(ITensorOps ops, ForwardProcess process, Tensor latent, double sigma, ulong seed, INoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ops.Scale(latent, process.Signal(sigma), latent);
        (noise ?? ops.Noise).Add(latent, sigma, seed, NoiseStreams.Initial);
    }
}
