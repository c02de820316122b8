using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>The trained noisy classifier (Training~/make_test_classifier.py) steers an exact denoiser of its own two modes.</summary>
public class ClassifierSteeringTests
{
    private const int Points = 1000;
    private static readonly CpuTensorOps Ops = new();
    private static readonly TensorShape Shape = new(Points, 2);
    private static readonly DiscreteDiffusion Process = new();

    private OnnxBackend _backend = null!;
    private IInferenceSession _session = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _backend = OnnxBackend.Create("cpu");
        _session = _backend.Open(new GraphSource(RepositoryRoot.Combine("Tests", "Data", "Models", "noisy-classifier", "model.onnx")));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _session.Dispose();
        _backend.Dispose();
    }

    [Test]
    public void TheGraphReturnsItsOwnGradient([Values(20, 500, 950)] double timestep, [Values(0, 1)] long label)
    {
        const float h = 1e-2f;
        float[] points = [0.3f, -0.2f, 1.1f, 0.9f, -1.4f, 0.5f];
        var gradient = Evaluate(points, timestep, label).Gradient;
        for (var i = 0; i < points.Length; i++)
        {
            var (above, below) = (points.ToArray(), points.ToArray());
            above[i] += h;
            below[i] -= h;
            var slope = (Evaluate(above, timestep, label).LogProbability[i / 2] - Evaluate(below, timestep, label).LogProbability[i / 2]) / (above[i] - below[i]);
            Assert.That(gradient[i], Is.EqualTo(slope).Within(2e-3), $"element {i}");
        }
    }

    [TestCase(0, 0.6)]
    [TestCase(1, 0.4)]
    public void SamplesGoToTheClassThatIsAsked(long label, double share)
    {
        var plain = Share(Sample(label, 0), label);
        var shares = new[] { 1.0, 2.0 }.Select(scale => Share(Sample(label, scale), label)).ToArray();
        TestContext.Out.WriteLine($"class {label}: {plain:p1} without guidance, {shares[0]:p1} at scale 1, {shares[1]:p1} at scale 2");
        Assert.That(plain, Is.EqualTo(share).Within(0.06));
        Assert.That(shares[0], Is.GreaterThan(0.9));
        Assert.That(shares[1], Is.GreaterThan(0.95));
    }

    [Test]
    public void ScaleZeroIsTheUnguidedRunToTheLastBit() => Assert.That(Sample(1, 0), Is.EqualTo(Run(MixtureDenoiser.TwoModes(Process, 2))));

    [Test]
    public void AGraphWithoutAGradientIsRefused()
    {
        using var decoder = _backend.Open(new GraphSource(Path.Combine(TestModel.Path, "vae_decoder", "model.onnx")));
        Assert.That(() => new ClassifierGradient(decoder, 0), Throws.InstanceOf<ScumbleException>().With.Message.Contains("gradient"));
    }

    // The likelier mode of a clean point.
    private static double Share(float[] points, long label)
    {
        var first = points.Chunk(2).Count(p => 0.6 / 0.25 * Math.Exp(-Square(p, 0.8) / 0.5) > 0.4 / 0.36 * Math.Exp(-Square(p, -0.7) / 0.72));
        return (label == 0 ? first : Points - first) / (double)Points;

        static double Square(float[] p, double mean) => p.Sum(v => (v - mean) * (v - mean));
    }

    private float[] Sample(long label, double scale)
    {
        using var classifier = new ClassifierGradient(_session, [.. Enumerable.Repeat(label, Points)]);
        using var guided = new ClassifierGuidance(Ops, MixtureDenoiser.TwoModes(Process, 2), classifier, Shape) { Scale = scale };
        return Run(guided);
    }

    private static float[] Run(IDenoiser denoiser)
    {
        var sigmas = Schedules.Karras.Create(Process, 20);
        using var latent = new CpuTensor<float>(Shape);
        Ops.Noise.Fill(latent, sigmas[0], 11, NoiseStreams.Initial);
        foreach (var _ in Samplers.Heun.Run(new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent })) { }
        return latent.Span.ToArray();
    }

    private (float[] LogProbability, float[] Gradient) Evaluate(float[] points, double timestep, long label)
    {
        var count = points.Length / 2;
        using var binding = _session.CreateBinding();
        using var sample = new CpuTensor<float>(new(count, 2), points);
        using var time = new CpuTensor<float>(new(count));
        using var labels = new CpuTensor<long>(new(count));
        using var logProbability = new CpuTensor<float>(new(count));
        using var gradient = new CpuTensor<float>(new(count, 2));
        time.Span.Fill((float)timestep);
        labels.Span.Fill(label);
        binding.BindInput("sample", sample);
        binding.BindInput("timestep", time);
        binding.BindInput("class_labels", labels);
        binding.BindOutput("log_probability", logProbability);
        binding.BindOutput("gradient", gradient);
        binding.Run();
        return (logProbability.Span.ToArray(), gradient.Span.ToArray());
    }
}
