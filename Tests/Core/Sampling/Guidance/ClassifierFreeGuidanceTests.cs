using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Guidance;

public sealed class ClassifierFreeGuidanceTests : IDisposable
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(2, 3);
    private static readonly float[] Input = [1, 2, 3, -4, 0, 4];
    private static readonly DenoiseCall Call = DenoiseCall.At(new DiscreteDiffusion(), 5);

    private readonly DenoiserBuffers _buffers = new(Ops, Shape);

    public void Dispose() => _buffers.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7.5)]
    public void IsOneCallOfABatchOfTwo(double scale)
    {
        var network = new LinearHalves(10, 20);
        Assert.That(Run(Guidance(network, scale)), Is.EqualTo(Input.Select(x => 10 * x + scale * 10 * x)).Within(1e-4));
        Assert.That(network.Calls, Is.EqualTo(1));
    }

    [Test]
    public void RescaleBringsEachItemBackToTheConditionalSpread([Values(0, 0.7, 1)] double phi)
    {
        // Unconditional 10 x, conditional 20 x: cfg is 10 (1 + g) x, and its spread is that of 20 x times (1 + g) / 2.
        const double g = 7.5;
        var factor = phi * 2 / (1 + g) + 1 - phi;
        Assert.That(Run(Guidance(new LinearHalves(10, 20), g, phi)), Is.EqualTo(Input.Select(x => factor * 10 * (1 + g) * x)).Within(1e-4));
    }

    [TestCase(7.5, 1.5, 0)]
    [TestCase(1, 2, 0)]
    [TestCase(0, 0, 0)]
    [TestCase(3, 0.5, 1)]
    public void ANetworkThatReadsAPictureHasThreePredictions(double text, double image, double phi)
    {
        // Nothing 1 x, the picture 4 x, both 9 x.
        using var buffers = new DenoiserBuffers(Ops, Shape, copies: 3);
        var network = new LinearParts(1, 4, 9);
        var cfg = 1 + (image * 3) + (text * 5);
        var expected = phi == 0 ? cfg : 9;
        Assert.That(Run(new ClassifierFreeGuidance(buffers, network, GuidanceSchedule.Constant(text), rescale: phi, imageScale: image)), Is.EqualTo(Input.Select(x => expected * x)).Within(1e-4));
        Assert.That(network.Calls, Is.EqualTo(1));
    }

    [TestCase(1, 1, 0)]
    [TestCase(1, 1.5, 1)]
    [TestCase(2, 1, 1)]
    public void OnlyWhereBothScalesAreOneIsThereOnePrediction(double text, double image, int calls)
    {
        using var buffers = new DenoiserBuffers(Ops, Shape, copies: 3);
        var (all, conditional) = (new LinearParts(1, 4, 9), new LinearParts(9));
        Run(new ClassifierFreeGuidance(buffers, all, GuidanceSchedule.Constant(text), conditional: conditional, imageScale: image));
        Assert.That((all.Calls, conditional.Calls), Is.EqualTo((calls, 1 - calls)));
    }

    [Test]
    public void BuffersFitTheNumberOfPredictions()
    {
        using var three = new DenoiserBuffers(Ops, Shape, copies: 3);
        Assert.Throws<ArgumentException>(() => new ClassifierFreeGuidance(three, new LinearHalves(1, 2), GuidanceSchedule.Constant(2)));
        Assert.Throws<ArgumentException>(() => new ClassifierFreeGuidance(_buffers, new LinearHalves(1, 2), GuidanceSchedule.Constant(2), imageScale: 2));
    }

    [Test]
    public void RescaleLeavesWhatHasNoSpread()
    {
        using var buffers = new DenoiserBuffers(Ops, new(1, 1));
        using CpuTensor<float> input = new(new(1, 1), [2]), output = new(new(1, 1));
        new ClassifierFreeGuidance(buffers, new LinearHalves(10, 20), GuidanceSchedule.Constant(3), rescale: 1).Predict(input, Call, output);
        Assert.That(output.Span[0], Is.EqualTo(80).Within(1e-4));
    }

    [Test]
    public void AtScaleOneOnlyTheConditionalHalfRuns()
    {
        var (both, conditional) = (new LinearHalves(10, 20), new LinearHalves(20, 20));
        Run(Guidance(both, 3, conditional: conditional));
        Assert.That((both.Calls, conditional.Calls), Is.EqualTo((1, 0)));
        Assert.That(Run(Guidance(both, 1, conditional: conditional)), Is.EqualTo(Input.Select(x => 20 * x)));
        Assert.That((both.Calls, conditional.Calls, conditional.Elements), Is.EqualTo((1, 1, Shape.ElementCount)));
    }

    [Test]
    public void NoCallAllocates([Values(0, 0.5)] double phi)
    {
        var guidance = Guidance(new LinearHalves(10, 20), 3, phi);
        using var input = new CpuTensor<float>(Shape, Input);
        using var output = new CpuTensor<float>(Shape);
        guidance.Predict(input, Call, output);
        Assert.That(Allocated.ByEach(() => guidance.Predict(input, Call, output)), Is.Zero);
    }

    [Test]
    public void RunsShareTheTensorsThatTheNetworkIsBoundTo()
    {
        var (first, second) = (new Bound(), new Bound());
        Run(Guidance(first, 3));
        Run(Guidance(second, 5, 0.5));
        Assert.That(second.Tensors, Is.EqualTo(first.Tensors));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void ARescaleOutsideItsRangeIsRefused(double phi) =>
        Assert.That(() => Guidance(new LinearHalves(1, 1), 3, phi), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private ClassifierFreeGuidance Guidance(IPredictor network, double scale, double phi = 0, IPredictor? conditional = null) =>
        new(_buffers, network, GuidanceSchedule.Constant(scale), rescale: phi, conditional: conditional);

    private static float[] Run(ClassifierFreeGuidance guidance)
    {
        using var input = new CpuTensor<float>(Shape, Input);
        using var output = new CpuTensor<float>(Shape);
        guidance.Predict(input, Call, output);
        return output.Span.ToArray();
    }

    private sealed class Bound : IPredictor
    {
        public (Tensor, Tensor)? Tensors { get; private set; }

        public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output) => Tensors = (scaledInput, output);
    }
}
