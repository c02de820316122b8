using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Guidance;

public class ClassifierFreeGuidanceTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(2, 3);
    private static readonly float[] Input = [1, 2, 3, -4, 0, 4];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7.5)]
    public void IsOneCallOfABatchOfTwo(double scale)
    {
        var network = new LinearHalves(10, 20);
        using var guidance = new ClassifierFreeGuidance(Ops, network, Shape, scale);
        Assert.That(Run(guidance), Is.EqualTo(Input.Select(x => 10 * x + scale * 10 * x)).Within(1e-4));
        Assert.That(network.Calls, Is.EqualTo(1));
    }

    [Test]
    public void RescaleBringsEachItemBackToTheConditionalSpread([Values(0, 0.7, 1)] double phi)
    {
        // Unconditional 10 x, conditional 20 x: cfg is 10 (1 + g) x, and its spread is that of 20 x times (1 + g) / 2.
        const double g = 7.5;
        using var guidance = new ClassifierFreeGuidance(Ops, new LinearHalves(10, 20), Shape, g) { Rescale = phi };
        var factor = phi * 2 / (1 + g) + 1 - phi;
        Assert.That(Run(guidance), Is.EqualTo(Input.Select(x => factor * 10 * (1 + g) * x)).Within(1e-4));
    }

    [Test]
    public void RescaleLeavesWhatHasNoSpread()
    {
        using var guidance = new ClassifierFreeGuidance(Ops, new LinearHalves(10, 20), new(1, 1), 3) { Rescale = 1 };
        using var input = new CpuTensor<float>(new(1, 1), [2]);
        using var output = new CpuTensor<float>(new(1, 1));
        guidance.Predict(input, 0, output);
        Assert.That(output.Span[0], Is.EqualTo(80).Within(1e-4));
    }

    [Test]
    public void AtScaleOneOnlyTheConditionalHalfRuns()
    {
        var (both, conditional) = (new LinearHalves(10, 20), new LinearHalves(20, 20));
        using var guidance = new ClassifierFreeGuidance(Ops, both, Shape, 3, conditional: conditional);
        Run(guidance);
        Assert.That((both.Calls, conditional.Calls), Is.EqualTo((1, 0)));
        guidance.Scale = 1;
        Assert.That(Run(guidance), Is.EqualTo(Input.Select(x => 20 * x)));
        Assert.That((both.Calls, conditional.Calls, conditional.Elements), Is.EqualTo((1, 1, Shape.ElementCount)));
    }

    [Test]
    public void NoCallAllocates([Values(0, 0.5)] double phi)
    {
        using var guidance = new ClassifierFreeGuidance(Ops, new LinearHalves(10, 20), Shape, 3) { Rescale = phi };
        using var input = new CpuTensor<float>(Shape, Input);
        using var output = new CpuTensor<float>(Shape);
        guidance.Predict(input, 500, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        guidance.Predict(input, 500, output);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void ARescaleOutsideItsRangeIsRefused(double phi)
    {
        using var guidance = new ClassifierFreeGuidance(Ops, new LinearHalves(1, 1), Shape, 3);
        Assert.That(() => guidance.Rescale = phi, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static float[] Run(ClassifierFreeGuidance guidance)
    {
        using var input = new CpuTensor<float>(Shape, Input);
        using var output = new CpuTensor<float>(Shape);
        guidance.Predict(input, 500, output);
        return output.Span.ToArray();
    }
}
