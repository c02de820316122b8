using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>Host arithmetic whose noise was recorded elsewhere: one tensor for each step that draws.</summary>
public sealed class RecordedNoiseOps(IReadOnlyList<double[]?> noiseOfSteps) : ITensorOps
{
    private readonly CpuTensorOps _ops = new();

    public void AddNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        var step = Enumerable.Range(0, noiseOfSteps.Count).Single(i => NoiseStreams.Step(i) == stream);
        var noise = noiseOfSteps[step] ?? throw new InvalidOperationException($"The reference drew no noise at step {step}.");
        using var recorded = new CpuTensor<double>(target.Shape, noise);
        _ops.Combine(target, 1, target, scale, recorded);
    }

    public void FillNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        _ops.Scale(target, 0, target);
        AddNoise(target, scale, seed, stream);
    }

    public Tensor Create(TensorShape shape, ElementType elementType) => _ops.Create(shape, elementType);

    public Tensor View(Tensor tensor, int start, int count) => _ops.View(tensor, start, count);

    public void Copy(Tensor target, Tensor source) => _ops.Copy(target, source);

    public void Convert(Tensor target, Tensor source) => _ops.Convert(target, source);

    public void Scale(Tensor target, double a, Tensor x) => _ops.Scale(target, a, x);

    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y) => _ops.Combine(target, a, x, b, y);

    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z) => _ops.Combine(target, a, x, b, y, c, z);

    public void FillSigns(Tensor target, ulong seed, uint stream) => _ops.FillSigns(target, seed, stream);

    public void Blend(Tensor target, Tensor mask, Tensor x, Tensor y) => _ops.Blend(target, mask, x, y);

    public double Sum(Tensor x) => _ops.Sum(x);

    public double Dot(Tensor x, Tensor y) => _ops.Dot(x, y);
}
