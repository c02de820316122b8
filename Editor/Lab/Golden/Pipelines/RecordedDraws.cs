using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Noise in host memory that a reference drew in a pipeline.</summary>
/// <param name="draw">The recorded noise for a seed and a stream.</param>
internal sealed class RecordedDraws(Func<ulong, uint, RecordedTensor> draw) : INoise
{
    private readonly CpuTensorOps _ops = new();

    /// <summary>The noise of a stage's seed: the first latent, the pictures, and each step's.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="sampler">How it is sampled.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="item">The picture of the batch.</param>
    public static Func<ulong, uint, RecordedTensor> Of(PipelineStageRecord stage, Sampler sampler, ulong seed, int item) => (drawn, stream) =>
    {
        if (drawn == NoiseStreams.BrownianSeed(seed)) throw new InvalidDataException("the reference drew fresh noise in each step, we take increments of a Brownian path");
        var (role, index) = drawn == NoiseStreams.EncodingSeed(seed)
            ? (stream == NoiseStreams.StartPicture ? "vae_posterior_init_image" : "vae_posterior_masked_image", 0)
            : stream == NoiseStreams.Initial ? ("initial_noise", 0) : ("scheduler_step", ReferenceLayout.Draw(sampler, stream));
        var recorded = stage.Noise(role);

        // Fewer rows than pictures, as of one that all start from, are repeated.
        return index < recorded.Count ? recorded[index].Row(item % recorded[index].Shape[0])
            : throw new InvalidDataException($"the reference drew {recorded.Count} noises of the kind {role}, we draw number {index + 1}");
    };

    public void Fill(Tensor target, double scale, ulong seed, uint stream)
    {
        using var noise = new CpuTensor<float>(target.Shape, draw(seed, stream).Values);
        _ops.Scale(target, scale, noise);
    }

    public void Add(Tensor target, double scale, ulong seed, uint stream)
    {
        using var noise = new CpuTensor<float>(target.Shape, draw(seed, stream).Values);
        _ops.Combine(target, 1, target, scale, noise);
    }

    public void FillSigns(Tensor target, ulong seed, uint stream) => throw new InvalidDataException("no signs were recorded");
}
