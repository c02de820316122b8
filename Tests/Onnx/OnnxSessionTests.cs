using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Graphs;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Cuda;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class OnnxSessionTests
{
    [Test]
    public void TheStreamIsDrainedWhileTheGraphIsStillOpen()
    {
        var cuda = new FakeCuda();
        using var stream = CudaDevice.Open(cuda.Driver, null).CreateStream();
        using var native = ExecutionProviders.Native("cpu", new());
        var session = OnnxSession.Open(new GraphSource(Path.Combine(TestModel.Path, "vae_decoder", "model.onnx")), native, new() { Stream = stream });
        using var latent = new CpuTensor<float>(new TensorShape(1, 8, 8, 8));
        using var sample = new CpuTensor<float>(new TensorShape(1, 6, 64, 64));
        using var binding = session.CreateBinding();
        binding.BindInput("latent_sample", latent);
        binding.BindOutput("sample", sample);
        var drained = 0;
        cuda.OnSynchronize = () =>
        {
            drained++;
            binding.Run(); // only an open graph can
        };
        session.Dispose();
        cuda.OnSynchronize = null;
        Assert.That(drained, Is.EqualTo(1));
        Assert.That(sample.Span.ToArray(), Has.Some.Not.Zero);
    }

    [Test]
    public void AStreamThatIsGoneOrFailedHoldsNothingUp()
    {
        var cuda = new FakeCuda();
        var stream = CudaDevice.Open(cuda.Driver, null).CreateStream();
        using var native = ExecutionProviders.Native("cpu", new());
        var source = new GraphSource(Path.Combine(TestModel.Path, "vae_decoder", "model.onnx"));
        cuda.FailAt(1, 719, "cuStreamSynchronize");
        Assert.That(OnnxSession.Open(source, native, new() { Stream = stream }).Dispose, Throws.Nothing);
        Assert.That(cuda.HasFailed);
        stream.Dispose();
        Assert.That(OnnxSession.Open(source, native, new() { Stream = stream }).Dispose, Throws.Nothing);
    }
}
