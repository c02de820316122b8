using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Tests.Onnx;

/// <summary>The trained ControlNets that ship with the embedded model: drawn heights and their outlines are followed.</summary>
public sealed class EmbeddedControlTests
{
    private const int Edge = 256;

    private OnnxBackend _backend = null!;
    private TexturePipeline _pipeline = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _backend = OnnxBackend.Create("cpu");
        _pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(InstalledModels.Default), _backend);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _backend.Dispose();
    }

    [TestCase("red brick wall")]
    [TestCase("rusty steel")]
    [TestCase("cobblestone")]
    public async Task HeightsFollowWhatIsDrawn(string prompt)
    {
        var drawn = Discs();
        var request = new TextureRequest { Prompt = prompt, Seed = 7, Width = Edge, Height = Edge };
        var control = new ControlRequest { Model = "depth", Image = PictureSource.FromImage(drawn, "discs") };
        var (free, steered) = (await _pipeline.GenerateAsync(request), await _pipeline.GenerateAsync(request with { Controls = [control] }));
        var (before, after) = (Correlation(free.Maps!.Height, drawn), Correlation(steered.Maps!.Height, drawn));
        var seam = SeamScore.Of(steered.Maps.Height);
        TestContext.Out.WriteLine($"{prompt}: correlation {before:0.00} without, {after:0.00} with; seam {seam.X:0.00}, {seam.Y:0.00}");
        Assert.Multiple(() =>
        {
            Assert.That(Math.Abs(before), Is.LessThan(0.4));
            Assert.That(after, Is.GreaterThan(0.8));
            Assert.That(Math.Max(seam.X, seam.Y), Is.LessThan(1.3));
        });
    }

    // Bricks of a node steer the network for heights without being told its name; edges find theirs, and what is neither says what there is.
    [Test]
    public async Task AGraphSteersByWhatItDraws()
    {
        using var runner = new GraphRunner(new CpuImageOps(), new OneModel(_pipeline));
        var result = await Graph("depth").GenerateAsync(runner);
        var (height, bricks) = (result["made"].Maps!.Height, result["drawn"].Picture);
        TestContext.Out.WriteLine($"correlation of heights {Correlation(height, bricks):0.00}");
        Assert.That(Correlation(height, bricks), Is.GreaterThan(0.7));
        Assert.That((await runner.RunAsync(Graph("edges"))).Failures, Is.Empty);
        Assert.That((await runner.RunAsync(Graph("picture"))).Failures.First().Hint, Does.Contain("network"));

        static TextureGraph Graph(string reads) => TextureGraph.FromJson($$$"""
            {"scumbleGraph": 1, "name": "wall", "width": {{{Edge}}}, "height": {{{Edge}}}, "tile": "xy",
             "nodes": [{"id": "bricks", "kind": "bricks"}, {"id": "c", "kind": "control", "parameters": {"reads": "{{{reads}}}"}},
                       {"id": "g", "kind": "generate", "parameters": {"prompt": "old stone blocks", "seed": 3}},
                       {"id": "made", "kind": "output", "parameters": {"name": "made"}}, {"id": "drawn", "kind": "output", "parameters": {"name": "drawn"}}],
             "wires": [{"from": "bricks.height", "to": "c.input"}, {"from": "c.control", "to": "g.control"}, {"from": "g.material", "to": "made.input"}, {"from": "bricks.height", "to": "drawn.input"}]}
            """);
    }

    // 4 x 4 discs on a torus, each other row moved by half.
    private static Image Discs()
    {
        const int Cell = Edge / 4;
        var image = new Image(Edge, Edge, 1);
        for (var i = 0; i < Edge * Edge; i++)
        {
            var (y, x) = (i / Edge, i % Edge);
            var (dy, dx) = ((y % Cell) - (Cell / 2), ((x + (y / Cell % 2 * Cell / 2)) % Cell) - (Cell / 2));
            image.Pixels[i] = (dy * dy) + (dx * dx) < Cell * Cell * 0.18 ? 0.9f : 0;
        }
        return image;
    }

    private static double Correlation(Image a, Image b)
    {
        var (x, y) = (a.Pixels.ToArray(), b.Pixels.ToArray());
        var (mx, my) = (x.Average(), y.Average());
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xy / Math.Sqrt(xx * yy);
    }
}
