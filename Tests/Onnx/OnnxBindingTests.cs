using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class OnnxBindingTests
{
    private OnnxBackend _backend = null!;
    private IInferenceSession _session = null!;
    private IInferenceBinding _binding = null!;

    [SetUp]
    public void OpenTheDecoder()
    {
        _backend = OnnxBackend.Create("cpu");
        _session = _backend.Open(new GraphSource(Path.Combine(TestModel.Path, "vae_decoder", "model.onnx")));
        _binding = _session.CreateBinding();
    }

    [TearDown]
    public void Close()
    {
        _binding.Dispose();
        _session.Dispose();
        _backend.Dispose();
    }

    [TestCase(1, 4, 8, 8)]
    [TestCase(8, 8, 8)]
    [TestCase(1, 1, 8, 8, 8)]
    public void AnInputOfAnotherShapeIsRefused(params int[] shape)
    {
        using var tensor = new CpuTensor<float>(new TensorShape(shape));
        Refused(() => _binding.BindInput("latent_sample", tensor), "latent_sample Float32 [?, 8, ?, ?]", $"Float32 {tensor.Shape}");
    }

    [Test]
    public void AnInputOfAnotherTypeIsRefused()
    {
        using var tensor = new CpuTensor<double>(new TensorShape(1, 8, 8, 8));
        Refused(() => _binding.BindInput("latent_sample", tensor), "Float32 [?, 8, ?, ?]", "Float64 [1, 8, 8, 8]");
    }

    [Test]
    public void AnOutputOfAnotherShapeIsRefused()
    {
        using var tensor = new CpuTensor<float>(new TensorShape(1, 3, 64, 64));
        Refused(() => _binding.BindOutput("sample", tensor), "sample Float32", "Float32 [1, 3, 64, 64]");
    }

    [Test]
    public void AnUnknownPortIsRefusedWithThoseThatAreThere()
    {
        using var tensor = new CpuTensor<float>(new TensorShape(1, 8, 8, 8));
        Refused(() => _binding.BindInput("latents", tensor), "no input 'latents'", "latent_sample");
        Refused(() => _binding.BindOutput("latent_sample", tensor), "no output 'latent_sample'", "sample");
    }

    [Test]
    public void ASizeThatDoesNotFollowFromTheInputFailsAtTheRun()
    {
        using var latent = new CpuTensor<float>(new TensorShape(1, 8, 8, 8));
        using var wrong = new CpuTensor<float>(new TensorShape(1, 6, 64, 32));
        using var right = new CpuTensor<float>(new TensorShape(1, 6, 64, 64));
        _binding.BindInput("latent_sample", latent);
        _binding.BindOutput("sample", wrong);
        Refused(() => _binding.Run(), "vae_decoder", "failed");
        _binding.BindOutput("sample", right);
        _binding.Run();
        Assert.That(right.Span.ToArray(), Has.Some.Not.Zero);
    }

    [Test]
    public void ACancelledRunIsNotBegunAndTheNextOneRuns()
    {
        using var latent = new CpuTensor<float>(new TensorShape(1, 8, 8, 8));
        using var sample = new CpuTensor<float>(new TensorShape(1, 6, 64, 64));
        _binding.BindInput("latent_sample", latent);
        _binding.BindOutput("sample", sample);
        Assert.That(() => _binding.Run(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(sample.Span.ToArray(), Has.All.Zero);
        using var source = new CancellationTokenSource();
        _binding.Run(source.Token);
        Assert.That(sample.Span.ToArray(), Has.Some.Not.Zero);
    }

    [Test]
    public void ATokenCostsNoMemory()
    {
        using var latent = new CpuTensor<float>(new TensorShape(1, 8, 8, 8));
        using var sample = new CpuTensor<float>(new TensorShape(1, 6, 64, 64));
        using var source = new CancellationTokenSource();
        _binding.BindInput("latent_sample", latent);
        _binding.BindOutput("sample", sample);
        for (var i = 0; i < 3; i++) _binding.Run(source.Token);
        Assert.That(Allocated.ByEach(() => Ten(source.Token)), Is.EqualTo(Allocated.ByEach(() => Ten(CancellationToken.None))));

        void Ten(CancellationToken token)
        {
            for (var i = 0; i < 10; i++) _binding.Run(token);
        }
    }

    private static void Refused(Action action, string expected, string found)
    {
        var e = Assert.Throws<ScumbleException>(() => action());
        Assert.That(e!.Message, Does.Contain(expected).And.Contain(found));
        Assert.That(e.Hint, Is.Not.Empty);
    }
}
