using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>The embedded model steered by ControlNets of its own kind, one for depth and one for edges, which are told the scale of guidance as it is.</summary>
[NonParallelizable]
public sealed class MaterialControlTests
{
    private static readonly TextureRequest Request = new() { Prompt = "red brick wall", Seed = 7, Steps = 2, Width = 64, Height = 64, Tile = TileMode.XY };

    private static readonly ControlRequest
        Depth = new() { Model = "depth", Image = PictureSource.FromImage(Pictures.Noise(64, 64, 1, 3), "heights") },
        Edge = new() { Model = "edge", Image = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 4), "edges") };

    private CountingBackend _backend = null!;
    private TexturePipeline _pipeline = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _backend = new CountingBackend();
        _pipeline = await TexturePipeline.OpenAsync(TestControls.Model(), _backend);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _backend.Dispose();
    }

    [Test]
    public async Task EachSteersAndBothActTogether()
    {
        var plain = await Pixels();
        var depth = await Pixels(Depth);
        var edge = await Pixels(Edge);
        var both = await Pixels(Depth, Edge);
        Assert.That(new[] { depth, edge, both }, Has.None.EqualTo(plain));
        Assert.That(both, Is.Not.EqualTo(depth).And.Not.EqualTo(edge));
        Assert.That(await Pixels(Edge, Depth), Is.EqualTo(both).Within(1e-3), "a sum has no order, but for its rounding");
        Assert.That(await Pixels(Depth, Edge), Is.EqualTo(both), "the same seed, the same bits");
    }

    [Test]
    public async Task ScaleZeroGivesTheUncontrolledBits()
    {
        var plain = await Pixels();
        await Pixels(Depth, Edge);
        Assert.That(await Pixels(Depth with { Scale = 0 }, Edge with { Scale = 0 }), Is.EqualTo(plain));
        Assert.That(await Pixels(), Is.EqualTo(plain), "no residual is left behind");
    }

    [Test]
    public async Task AScaleIsHowMuchItSteers()
    {
        var plain = await Pixels();
        var distances = new List<double>();
        foreach (var scale in new[] { 0.1, 0.4, 1.0 }) distances.Add(Distance(plain, await Pixels(Depth with { Scale = scale })));
        Assert.That(distances, Is.Ordered.Ascending.And.All.GreaterThan(0));
        Assert.That(Distance(plain, await Pixels(Depth with { Start = 0.5 })), Is.GreaterThan(0).And.LessThan(distances[^1]), "half of the run");
    }

    // The control's graph is told what the denoiser's is, in each row of a negative prompt's batch.
    [Test]
    public async Task ItIsToldTheGuidanceOfEachRow()
    {
        await _pipeline.GenerateAsync(Request with { Guidance = 4.5, Controls = [Depth] });
        Assert.That(_backend.Taken["controlnet_depth/guidance"], Is.EqualTo(new[] { 4.5f }));
        await _pipeline.GenerateAsync(Request with { NegativePrompt = "moss", Guidance = new() { Scale = 4.5, TrueScale = 2 }, Controls = [Depth] });
        Assert.That(_backend.Taken["controlnet_depth/guidance"], Is.EqualTo(new[] { 4.5f, 4.5f }));
        Assert.That(_backend.Taken["controlnet_depth/timestep"], Is.EqualTo(_backend.Taken["unet/timestep"]));
    }

    [Test]
    public async Task WhatIsSteeredTilesNoWorse()
    {
        var (plain, steered) = (await Seam(), await Seam(Depth, Edge));
        TestContext.Out.WriteLine($"{plain:f3} plain, {steered:f3} steered");
        Assert.That(steered, Is.LessThan(1.2 * Math.Max(1, plain)));
    }

    [Test]
    public void AllResidualsOfTheDenoiserAreGiven()
    {
        var model = TestControls.Model();
        var taken = model.Require("unet").Header.Inputs.Select(port => port.Name).Where(name => name.EndsWith("_additional_residual", StringComparison.Ordinal)).ToArray();
        foreach (var name in new[] { "controlnet_depth", "controlnet_edge" })
            Assert.That(model.Require(name).Header.Outputs.Select(port => port.Name), Is.EqualTo(taken));
    }

    [Test]
    public void TheGraphGivesWhatPyTorchGave()
    {
        using var backend = OnnxBackend.Create("cpu");
        using var session = backend.Open(new GraphSource(Path.Combine(TestControls.Path, "controlnet_depth", "model.onnx")));
        using var binding = session.CreateBinding();
        using var picture = Read("picture", new TensorShape(1, 3, 64, 64));
        using var latent = Read("latent", new TensorShape(1, 32, 4, 4));
        using var states = new CpuTensor<float>(new TensorShape(1, 40, 256), [.. Enumerable.Range(0, 40 * 256).Select(i => ((i % 7) - 3) / 3f)]);
        using var timestep = new CpuTensor<float>(new TensorShape(1), [700]);
        using var guidance = new CpuTensor<float>(new TensorShape(1), [3]);
        binding.BindInput("controlnet_cond", picture);
        binding.BindInput("sample", latent);
        binding.BindInput("encoder_hidden_states", states);
        binding.BindInput("timestep", timestep);
        binding.BindInput("guidance", guidance);
        using CpuTensor<float> first = new(new TensorShape(1, 128, 4, 4)), middle = new(new TensorShape(1, 320, 1, 1));
        binding.BindOutput("down_block_0_additional_residual", first);
        binding.BindOutput("mid_block_additional_residual", middle);
        binding.Run();
        Assert.That(first.Span.ToArray(), Is.EqualTo(MemoryMarshal.Cast<byte, float>(TestControls.Reference("first")).ToArray()).Within(1e-4));
        Assert.That(middle.Span.ToArray(), Is.EqualTo(MemoryMarshal.Cast<byte, float>(TestControls.Reference("middle")).ToArray()).Within(1e-4));

        static CpuTensor<float> Read(string name, TensorShape shape) => new(shape, MemoryMarshal.Cast<byte, float>(TestControls.Reference(name)));
    }

    private async Task<float[]> Pixels(params ControlRequest[] controls) => (await GenerateAsync(controls)).Image.Pixels.ToArray();

    private async Task<double> Seam(params ControlRequest[] controls)
    {
        var maps = (await GenerateAsync(controls)).Maps!;
        return new[] { maps.BaseColor, maps.Height, maps.Roughness }.Select(map => SeamScore.Of(map)).Average(score => (score.X + score.Y) / 2);
    }

    private Task<TextureResult> GenerateAsync(ControlRequest[] controls) =>
        _pipeline.GenerateAsync(Request with { Controls = controls.Length == 0 ? null : [.. controls] });

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Average();
}
