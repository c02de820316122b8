using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling;

public class ClippedDenoiserTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly double[] Clean = [0.5, -3, 2, 0.1, 0.2, -0.3];

    [Test]
    public void ValuesOutsideTheRangeAreItsEnds() =>
        Assert.That(Denoise(new() { Range = 1.5 }), Is.EqualTo(new[] { 0.5, -1.5, 1.5, 0.1, 0.2, -0.3 }).Within(1e-15));

    [Test]
    public void ThresholdsAreOfEachItem() =>
        // The median of 0.5, 2, 3 is 2: clipped there and divided by it. That of 0.1, 0.2, 0.3 is below 1, the least threshold.
        Assert.That(Denoise(new() { Quantile = 0.5, MaxRange = 10 }), Is.EqualTo(new[] { 0.25, -1, 1, 0.1, 0.2, -0.3 }).Within(1e-15));

    [Test]
    public void ThresholdsHaveALimit() =>
        Assert.That(Denoise(new() { Quantile = 1, MaxRange = 1.5 }), Is.EqualTo(new[] { 0.5 / 1.5, -1, 1, 0.1, 0.2, -0.3 }).Within(1e-15));

    [Test]
    public void TheNoiseMayStay()
    {
        using var x = new CpuTensor<double>(new(2, 3), [1, 2, 3, 4, 5, 6]);
        using var denoised = new CpuTensor<double>(x.Shape);
        using var buffers = new DenoiserBuffers(Ops, x.Shape, ElementType.Float64);
        var clipped = new ClippedDenoiser(buffers, new Known(), new() { KeepsNoise = true });
        clipped.Denoise(x, DenoiseCall.At(clipped.Process, 2), denoised);
        Assert.That(((CpuTensor<double>)clipped.Noise!).Span.ToArray(), Is.EqualTo(Clean.Select((d, i) => (i + 1 - d) / 2)).Within(1e-15));
        Assert.That(denoised.Span.ToArray(), Is.EqualTo(Clean.Select(d => Math.Clamp(d, -1, 1))));
    }

    private static double[] Denoise(Clipping clipping)
    {
        using var x = new CpuTensor<double>(new(2, 3));
        using var denoised = new CpuTensor<double>(x.Shape);
        using var buffers = new DenoiserBuffers(Ops, x.Shape, ElementType.Float64);
        var clipped = new ClippedDenoiser(buffers, new Known(), clipping);
        var call = DenoiseCall.At(clipped.Process, 1);
        clipped.Denoise(x, call, denoised);
        Assert.That(Allocated.ByEach(() => clipped.Denoise(x, call, denoised)), Is.Zero);
        Assert.That(clipped.Noise, Is.Null);
        return denoised.Span.ToArray();
    }

    private sealed class Known : IDenoiser
    {
        public ForwardProcess Process { get; } = new DiscreteDiffusion();

        public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised) => Clean.CopyTo(((CpuTensor<double>)denoised).Span);
    }
}
