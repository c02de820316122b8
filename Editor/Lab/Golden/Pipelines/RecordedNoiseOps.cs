using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Host arithmetic whose noise was recorded elsewhere.</summary>
/// <param name="draw">The recorded noise for a seed and a stream.</param>
internal sealed class RecordedNoiseOps(Func<ulong, uint, RecordedTensor> draw) : ITensorOps
{
    private readonly CpuTensorOps _ops = new();

    /// <summary>The noise of a stage's seed: the first latent, the pictures, and each step's.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="item">The picture of the batch.</param>
    public static Func<ulong, uint, RecordedTensor> Of(PipelineStageRecord stage, ulong seed, int item) => (drawn, stream) =>
    {
        var (role, index) = drawn == NoiseStreams.EncodingSeed(seed)
            ? (stream == NoiseStreams.StartPicture ? "vae_posterior_init_image" : "vae_posterior_masked_image", 0)
            : stream == NoiseStreams.Initial ? ("initial_noise", 0) : ("scheduler_step", (int)stream - (int)NoiseStreams.Step(0));
        var recorded = stage.Noise(role);
        return index < recorded.Count ? recorded[index].Row(item)
            : throw new InvalidDataException($"the reference drew {recorded.Count} noises of the kind {role}, we draw number {index + 1}");
    };

    public void AddNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        using var noise = new CpuTensor<float>(target.Shape, draw(seed, stream).Values);
        _ops.Combine(target, 1, target, scale, noise);
    }

    public void FillNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        using var noise = new CpuTensor<float>(target.Shape, draw(seed, stream).Values);
        _ops.Scale(target, scale, noise);
    }

    public void FillSigns(Tensor target, ulong seed, uint stream) => throw new InvalidDataException("no signs were recorded");

    public Tensor Create(TensorShape shape, ElementType elementType) => _ops.Create(shape, elementType);

    public Tensor View(Tensor tensor, int start, int count) => _ops.View(tensor, start, count);

    public Tensor Reshape(Tensor tensor, TensorShape shape) => _ops.Reshape(tensor, shape);

    public void Gather(Tensor target, Tensor source, Tensor indices) => _ops.Gather(target, source, indices);

    public void Upload(Tensor target, ReadOnlySpan<float> source) => _ops.Upload(target, source);

    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices) => _ops.UploadIndices(target, indices);

    public void Download(Tensor source, Span<float> target) => _ops.Download(source, target);

    public void Copy(Tensor target, Tensor source) => _ops.Copy(target, source);

    public void Convert(Tensor target, Tensor source) => _ops.Convert(target, source);

    public void Scale(Tensor target, double a, Tensor x) => _ops.Scale(target, a, x);

    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y) => _ops.Combine(target, a, x, b, y);

    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z) => _ops.Combine(target, a, x, b, y, c, z);

    public void Blend(Tensor target, Tensor mask, Tensor x, Tensor y) => _ops.Blend(target, mask, x, y);

    public double Sum(Tensor x) => _ops.Sum(x);

    public double Dot(Tensor x, Tensor y) => _ops.Dot(x, y);

    public void Multiply(Tensor target, Tensor x, Tensor y) => _ops.Multiply(target, x, y);

    public void Exp(Tensor target, double a, Tensor x) => _ops.Exp(target, a, x);

    public void Sqrt(Tensor target, Tensor x) => _ops.Sqrt(target, x);

    public void Clamp(Tensor target, Tensor x, double min, double max) => _ops.Clamp(target, x, min, max);

    public double AbsoluteQuantile(Tensor x, double q) => _ops.AbsoluteQuantile(x, q);

    public double ErrorNorm(Tensor low, Tensor high, Tensor previous, double absolute, double relative) => _ops.ErrorNorm(low, high, previous, absolute, relative);
}
