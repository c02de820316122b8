using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Editing;

public class SdEditTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly ForwardProcess[] Processes = [new DiscreteDiffusion(), new RectifiedFlow()];

    [TestCase(50, 1, 0)]
    [TestCase(50, 0.75, 13)]
    [TestCase(50, 0.5, 25)]
    [TestCase(4, 0.6, 2)]
    [TestCase(4, 0.1, 3)]
    [TestCase(1, 0.3, 0)]
    public void StrengthIsTheShareOfStepsDone(int steps, double strength, int start) =>
        Assert.That(SdEdit.StartStep(new DiscreteDiffusion(), steps, strength), Is.EqualTo(start));

    // As the reference's pipelines of flows count: int(n - n s).
    [TestCase(50, 1, 0)]
    [TestCase(50, 0.75, 12)]
    [TestCase(10, 0.35, 6)]
    [TestCase(7, 0.45, 3)]
    [TestCase(5, 0.9, 0)]
    [TestCase(28, 0.6, 11)]
    [TestCase(10, 0.3, 7)]
    [TestCase(3, 0.34, 1)]
    [TestCase(4, 0.6, 1)]
    [TestCase(4, 0.1, 3)]
    [TestCase(1, 0.3, 0)]
    public void AFlowLeavesOutWhatIsWhole(int steps, double strength, int start) =>
        Assert.That(SdEdit.StartStep(new RectifiedFlow(), steps, strength), Is.EqualTo(start));


    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void AStrengthOutsideItsRangeIsRefused(double strength) =>
        Assert.That(() => SdEdit.StartStep(Processes[0], 4, strength), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCaseSource(nameof(Processes))]
    public void TheStartIsTheForwardProcess(ForwardProcess process)
    {
        var sigma = 0.4 * process.MaxSigma;
        using var latent = new CpuTensor<double>(new(2, 3), [1, -2, 0.5, 3, 0, -1]);
        using var noise = new CpuTensor<double>(new(2, 3));
        var clean = latent.Span.ToArray();
        Ops.Noise.Fill(noise, 1, 7, NoiseStreams.Initial);
        SdEdit.AddNoise(Ops, process, latent, sigma, 7);
        var expected = clean.Zip(noise.Span.ToArray(), (x0, n) => process.Signal(sigma) * x0 + sigma * n);
        Assert.That(latent.Span.ToArray(), Is.EqualTo(expected).Within(1e-12));
    }

    [TestCaseSource(nameof(Processes))]
    public void TheStrongerTheLessOfThePictureIsLeft(ForwardProcess process)
    {
        // A source in the mode at 0.8; the model's other mode lies at -0.7.
        var sigmas = Schedules.Karras.Create(process, 40);
        var kept = new[] { 0.2, 0.6, 1 }.Select(strength =>
        {
            var start = SdEdit.StartStep(process, 40, strength);
            using var latent = new CpuTensor<double>(new(500, 2));
            latent.Span.Fill(1.1);
            SdEdit.AddNoise(Ops, process, latent, sigmas[start], 3);
            var input = new SamplerInput { Ops = Ops, Denoiser = MixtureDenoiser.TwoModes(process, 2), Sigmas = sigmas.From(start), Latent = latent };
            foreach (var _ in Samplers.Heun.Run(input)) { }
            return latent.Span.ToArray().Chunk(2).Count(point => point.Sum() > 0) / 500.0;
        }).ToArray();
        TestContext.Out.WriteLine(string.Join(", ", kept.Select(share => $"{share:p1}")));
        Assert.That(kept[0], Is.GreaterThan(0.98));
        Assert.That(kept, Is.Ordered.Descending);
        Assert.That(kept[2], Is.EqualTo(0.6).Within(0.08));
    }
}
