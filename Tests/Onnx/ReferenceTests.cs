using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Every graph of the test model gives what PyTorch gave with the same weights.</summary>
public class ReferenceTests
{
    private const double Absolute = 1e-3, Relative = 1e-3;

    private static readonly TensorShape Ids = new(1, 32), States = new(1, 32, 160), Latent = new(1, 8, 8, 8), Channels = new(1, 6, 64, 64);

    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    [OneTimeTearDown]
    public void Close() => _backend.Dispose();

    [Test]
    public void TextEncoder()
    {
        using var ids = new CpuTensor<long>(Ids, MemoryMarshal.Cast<byte, long>(TestModel.Reference("ids")));
        AssertGives("text_encoder", "last_hidden_state", States, "states", ("input_ids", ids));
    }

    [Test]
    public void Unet()
    {
        using var latent = Read("latent", Latent);
        using var states = Read("states", States);
        using var timestep = new CpuTensor<float>(new TensorShape(1), [700]);
        AssertGives("unet", "out_sample", Latent, "velocity", ("sample", latent), ("timestep", timestep), ("encoder_hidden_states", states));
    }

    [Test]
    public void Decoder()
    {
        using var latent = Read("latent", Latent);
        AssertGives("vae_decoder", "sample", Channels, "decoded", ("latent_sample", latent));
    }

    [Test]
    public void Encoder()
    {
        using var decoded = Read("decoded", Channels);
        AssertGives("vae_encoder", "latent_sample", Latent, "encoded", ("sample", decoded));
    }

    private void AssertGives(string graph, string output, TensorShape shape, string reference, params (string Name, Tensor Value)[] inputs)
    {
        using var found = new CpuTensor<float>(shape);
        using var expected = Read(reference, shape);
        using var session = _backend.Open(new GraphSource(Path.Combine(TestModel.Path, graph, "model.onnx")));
        using var binding = session.CreateBinding();
        foreach (var (name, value) in inputs) binding.BindInput(name, value);
        binding.BindOutput(output, found);
        binding.Run();
        var (worst, at) = Worst(found.Span, expected.Span);
        var line = $"{graph}: {worst:g3} of the tolerance at [{at}], found {found.Span[at]:g7}, expected {expected.Span[at]:g7}";
        TestContext.Out.WriteLine(line);
        Assert.That(worst, Is.LessThanOrEqualTo(1), line);
    }

    // The largest |found - expected| / (absolute + relative |expected|); what is no number is infinitely far.
    private static (double Distance, int Index) Worst(ReadOnlySpan<float> found, ReadOnlySpan<float> expected)
    {
        var worst = (Distance: -1.0, Index: 0);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Math.Abs((double)found[i] - expected[i]) / (Absolute + Relative * Math.Abs(expected[i]));
            if (double.IsNaN(distance)) distance = double.PositiveInfinity;
            if (distance > worst.Distance) worst = (distance, i);
        }
        return worst;
    }

    private static CpuTensor<float> Read(string name, TensorShape shape) =>
        new(shape, MemoryMarshal.Cast<byte, float>(TestModel.Reference(name)));
}
