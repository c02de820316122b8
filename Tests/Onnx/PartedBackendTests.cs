using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Graphs that are cut into parts give the bits of the whole, on the CPU.</summary>
public class PartedBackendTests
{
    private static string Models => Path.Combine(GoldenPipelines.Path, "models");

    [TestCase("sd15", TileMode.None)]
    [TestCase("sd15", TileMode.XY)]
    [TestCase("sdxl", TileMode.None)]
    [TestCase("ddpm-pixel", TileMode.None)]
    [TestCase("sd3", TileMode.None)]
    [TestCase("", TileMode.XY)]
    [TestCase("embedded", TileMode.XY)]
    public async Task BitsAreThoseOfTheWhole(string model, TileMode tile)
    {
        var folder = ModelFolder.Open(model switch
        {
            "" => TestModel.Path,
            "embedded" => RepositoryRoot.Combine("Models~", "scumble-tiny"),
            _ => Path.Combine(Models, model),
        });
        var pauses = 0;
        using var backend = OnnxBackend.Create("cpu");
        using var parted = new PartedBackend(backend, 5, () => pauses++);
        using var whole = await TexturePipeline.OpenAsync(folder, backend);
        using var inParts = await TexturePipeline.OpenAsync(folder, parted);
        foreach (var width in new[] { 64, 128, 64 })
        {
            var request = new TextureRequest { Prompt = "moss", Seed = 3, Steps = 2, Width = width, Height = 64, Tile = tile };
            var (expected, found) = (await whole.GenerateAsync(request), await inParts.GenerateAsync(request));
            Assert.That(found.Image.Pixels.ToArray(), Is.EqualTo(expected.Image.Pixels.ToArray()), $"{width} pixels");
            Assert.That(found.Identity, Is.EqualTo(expected.Identity));
        }
        Assert.That(pauses, Is.GreaterThan(12), "graphs were cut");
    }

    [TestCase("sd15/unet", 8)]
    [TestCase("sd15/vae_decoder", 6)]
    [TestCase("sd15/text_encoder", 1)]
    [TestCase("sd3/transformer", 2)]
    public void AGraphIsCutWhereNothingIsFusedAndElsewhereNot(string model, int parts)
    {
        var path = Path.Combine(Models, model, "model.onnx");
        var graph = OnnxGraph.Read(path);
        var cuts = GraphCuts.Of(graph, 8);
        Assert.That(cuts.Ends, Has.Count.EqualTo(parts).And.Ordered.And.Unique);
        Assert.That(cuts.Ends[^1], Is.EqualTo(graph.Nodes.Count));
        var known = OnnxHeader.Read(path).Inputs.Select(port => port.Name).Concat(graph.Weights.Select(weight => weight.Name)).Append("").ToHashSet();
        HashSet<string> passed = [];
        for (var part = 0; part < parts; part++)
        {
            Assert.That(passed, Is.SupersetOf(cuts.Taken(part)));
            var values = known.Concat(cuts.Taken(part)).ToHashSet();
            foreach (var node in cuts.Nodes(part))
            {
                Assert.That(values, Is.SupersetOf(node.Inputs.Distinct()), "each part has all that it reads");
                values.UnionWith(node.Outputs);
            }
            Assert.That(values, Is.SupersetOf(cuts.Given(part)));
            passed.UnionWith(cuts.Given(part));
        }
        Assert.That(passed, Is.SupersetOf(graph.Outputs));
    }
}
