using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every rewrite of the catalogue must do, on graphs of every kind.</summary>
[TestFixtureSource(nameof(Subjects))]
public class RewriteContract(string id, string model)
{
    private readonly Rewrite _rewrite = Rewrites.Get(id);
    private readonly string _path = Path.Combine(GoldenPipelines.Path, "models", model, "model.onnx");

    public static IEnumerable<TestFixtureData> Subjects() =>
        from rewrite in Rewrites.All
        from model in new[] { "sd15/unet", "sd15/vae_encoder", "sd15/vae_decoder", "sd15-controlnet/controlnet", "ddpm-pixel/unet", "sd3/transformer" }
        select new TestFixtureData(rewrite.Id, model);

    [Test]
    public void PortsAndWeightsStay()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model.onnx"], new GraphSource(_path, _rewrite).ToArray());
        var (before, after) = (OnnxHeader.Read(_path), OnnxHeader.Read(folder["model.onnx"]));
        Assert.Multiple(() =>
        {
            Assert.That(after.Opset, Is.EqualTo(before.Opset));
            Assert.That(after.Inputs.Select(port => $"{port}"), Is.EqualTo(before.Inputs.Select(port => $"{port}")));
            Assert.That(after.Outputs.Select(port => $"{port}"), Is.EqualTo(before.Outputs.Select(port => $"{port}")));
            Assert.That(after.WeightsInBytes, Is.InRange(before.WeightsInBytes, before.WeightsInBytes + 4096));
        });
    }

    [Test]
    public void EveryValueIsGivenOnceAndBeforeItIsRead()
    {
        var graph = OnnxGraph.Read(_path);
        _rewrite.Apply(graph);
        var known = OnnxHeader.Read(_path).Inputs.Select(port => port.Name).Concat(graph.Weights.Select(weight => weight.Name)).Append("").ToList();
        Assert.That(known, Is.Unique);
        var values = known.ToHashSet();
        foreach (var node in graph.Nodes)
        {
            Assert.That(values, Is.SupersetOf(node.Inputs.Distinct()), node.Name);
            foreach (var output in node.Outputs.Where(output => output.Length > 0)) Assert.That(values.Add(output), output);
        }
    }

    [Test]
    public void TheSameGraphGivesTheSame() =>
        Assert.That(new GraphSource(_path, _rewrite).ToArray(), Is.EqualTo(new GraphSource(_path, Rewrites.Get(id)).ToArray()));
}
