using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Noise alone.</summary>
/// <param name="noise">The noise (<see cref="DenoiseStage.StartNoise"/>).</param>
/// <param name="scheduler">How large the noise is.</param>
/// <param name="seed">The run's seed.</param>
public sealed class NoiseStart(INoise noise, SchedulerConfig scheduler, ulong seed) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma) => noise.Fill(latent, scheduler.InitialScale(sigma), seed, NoiseStreams.Initial);
}
