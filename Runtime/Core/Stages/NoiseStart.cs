using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Noise alone.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="scheduler">How large the noise is.</param>
/// <param name="seed">The run's seed.</param>
public sealed class NoiseStart(ITensorOps ops, SchedulerConfig scheduler, ulong seed) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma) => ops.Noise.Fill(latent, scheduler.InitialScale(sigma), seed, NoiseStreams.Initial);
}
