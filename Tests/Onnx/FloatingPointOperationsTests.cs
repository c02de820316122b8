using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public sealed class FloatingPointOperationsTests
{
    [Test]
    public void MatrixProductsAreCounted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model.onnx"], MatMulGraph.Create(64));
        using var recorder = new RecordingBackend(OnnxBackend.Create("cpu"));
        using var session = recorder.Open(new GraphSource(folder["model.onnx"]));
        using CpuTensor<float> a = new(new TensorShape(64, 64)), b = new(new TensorShape(64, 64)), c = new(new TensorShape(64, 64));
        a.Span.Fill(2);
        b.Span.Fill(3);
        using var binding = session.CreateBinding();
        binding.BindInput("a", a);
        binding.BindInput("b", b);
        binding.BindOutput("c", c);
        recorder.Begin();
        binding.Run();
        var call = recorder.End().Single();
        Assert.Multiple(() =>
        {
            Assert.That(c.Span.ToArray(), Has.All.EqualTo(2f * 3 * 64));
            Assert.That(FloatingPointOperations.Of(call), Is.EqualTo(2L * 64 * 64 * 64));
        });
    }
}
