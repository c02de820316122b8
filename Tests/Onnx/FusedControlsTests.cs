using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Networks;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FusedControlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void EachPictureCountsByItsScaleWhileItSteers(int fixedCount)
    {
        using var session = _backend.Open(new GraphSource(Write(fixedCount)));
        using var network = new DenoiserNetwork(_backend.Ops, session, new TensorShape(2, 1, 4, 4));
        Assert.That(Run(network), Is.EqualTo(0).Within(1e-5), "without pictures");

        network.FusedControls!.Set([Picture(1, 0.5, 0, 1), Picture(3, 2, 0, 0.5)]);
        Assert.That(new[] { Run(network), Run(network, 1), Run(network, 2), Run(network, 3) }, Is.EqualTo(new[] { 6.5, 6.5, 0.5, 0.5 }).Within(1e-4));

        network.FusedControls.Set([]);
        Assert.That(Run(network), Is.EqualTo(0).Within(1e-5));
    }

    [Test]
    public void MorePicturesThanControlNetsAreRefused()
    {
        using var session = _backend.Open(new GraphSource(Write(1)));
        using var network = new DenoiserNetwork(_backend.Ops, session, new TensorShape(1, 1, 4, 4));
        Assert.That(() => network.FusedControls!.Set([Picture(1, 1, 0, 1), Picture(1, 1, 0, 1)]), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("1 ControlNets"));
    }

    private static float Run(DenoiserNetwork network, int callIndex = 0)
    {
        using var sample = new CpuTensor<float>(network.Latent);
        using var output = new CpuTensor<float>(network.Latent);
        network.Predict(sample, new() { Timestep = 500, CallIndex = callIndex, CallCount = 4 }, output);
        Assert.That(output.Span.ToArray(), Is.All.EqualTo(output.Span[0]).Within(1e-5));
        return output.Span[0];
    }

    private static (Tensor Picture, ControlSpan Span) Picture(float value, double scale, double start, double end)
    {
        var picture = new CpuTensor<float>(new TensorShape(1, 3, 32, 32));
        picture.Span.Fill(value);
        return (picture, new ControlSpan(scale, start, end));
    }

    // noise_pred = sample + sum over k of scale_k mean(picture_k)
    private string Write(int count)
    {
        File.WriteAllBytes(_folder["model.onnx"], OnnxFile.Model(13,
            OnnxFile.Node("ReduceMean", ["controlnet_conds"], "means", ("axes", [2, 3, 4]), ("keepdims", [0])),
            OnnxFile.Node("Mul", ["means", "conditioning_scales"], "scaled"),
            OnnxFile.Node("ReduceSum", ["scaled", "first"], "sums", ("keepdims", [0])),
            OnnxFile.Node("Reshape", ["sums", "shape"], "offsets"),
            OnnxFile.Node("Add", ["sample", "offsets"], "noise_pred"),
            OnnxFile.Integers("first", 0), OnnxFile.Integers("shape", -1, 1, 1, 1),
            OnnxFile.Input("sample", -1, 1, -1, -1), OnnxFile.Input("timestep", -1),
            OnnxFile.Input("controlnet_conds", count, -1, 3, -1, -1), OnnxFile.Input("conditioning_scales", count, 1), OnnxFile.Output("noise_pred", -1, 1, -1, -1)));
        return _folder["model.onnx"];
    }
}
