using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Noise alone.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="scheduler">How large the noise is.</param>
/// <param name="seeds">The run's seed, or one for each row of the latent, which then gets the noise of a run of its own.</param>
public sealed class NoiseStart(ITensorOps ops, SchedulerConfig scheduler, params IReadOnlyList<ulong> seeds) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma)
    {
        var scale = scheduler.InitialScale(sigma);
        if (seeds.Count == 1) ops.Noise.Fill(latent, scale, seeds[0], NoiseStreams.Initial);
        else
            for (var row = 0; row < seeds.Count; row++)
            {
                using var own = ops.View(latent, row, 1);
                ops.Noise.Fill(own, scale, seeds[row], NoiseStreams.Initial);
            }
    }
}
