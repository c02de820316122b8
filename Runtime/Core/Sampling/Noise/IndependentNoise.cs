using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Draws that have nothing to do with each other: a stream of the seed for each (<see cref="NoiseStreams"/>).</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="seed">The run's seed.</param>
public sealed class IndependentNoise(ITensorOps ops, ulong seed) : NoiseSource
{
    /// <inheritdoc/>
    public override void Fill(Tensor target, double scale, NoiseInterval interval) =>
        ops.Noise.Fill(target, scale, seed, NoiseStreams.Step(interval.Step, interval.Draw));

    /// <inheritdoc/>
    public override void Add(Tensor target, double scale, NoiseInterval interval) =>
        ops.Noise.Add(target, scale, seed, NoiseStreams.Step(interval.Step, interval.Draw));
}
