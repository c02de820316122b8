using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Graphs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OnnxGraphTests : IDisposable
{
    private const int Graph = 7, Node = 1;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static IEnumerable<string> Recorded() =>
        new[] { "sd15/unet", "sdxl/unet", "sd3/transformer", "sd15-controlnet/controlnet", "taesd/vae_decoder", "sd15/text_encoder" }.Select(name => $"{name}/model.onnx");

    [TestCaseSource(nameof(Recorded))]
    public void WhatIsReadIsWritten(string model)
    {
        var path = Path.Combine(GoldenPipelines.Path, "models", model);
        var (before, after) = (ProtobufFields.Read(File.ReadAllBytes(path)), ProtobufFields.Read(OnnxGraph.Read(path).ToArray()));
        Assert.That(Described(after, Graph), Is.EqualTo(Described(before, Graph)));
        var (graphBefore, graphAfter) = (Inside(before), Inside(after));
        Assert.That(Described(graphAfter, Node), Is.EquivalentTo(Described(graphBefore, Node)));
        Assert.That(Nodes(graphAfter), Is.EqualTo(Nodes(graphBefore)));
        Assert.That(graphBefore, Is.Not.Empty);
    }

    [Test]
    public void NodesAreRecords()
    {
        var graph = Read(OnnxFile.Model(17,
            OnnxFile.Node("Conv", ["x", "w"], "y", ("pads", [1, 1, 1, 1]), ("group", [1])), OnnxFile.Weight("w", [1, 1, 3, 3], new byte[36]), OnnxFile.Input("x", 1), OnnxFile.Output("y", 1)));
        var node = graph.Nodes.Single();
        Assert.Multiple(() =>
        {
            Assert.That((graph.Opset, node.Op), Is.EqualTo((17, "Conv")));
            Assert.That(node.Inputs, Is.EqualTo(new[] { "x", "w" }));
            Assert.That(node.Numbers("pads"), Is.EqualTo(new long[] { 1, 1, 1, 1 }));
            Assert.That(node.Numbers("group"), Is.EqualTo(new long[] { 1 }));
            Assert.That(node.Numbers("strides"), Is.Null);
            Assert.That(graph.Weights.Single().Dimensions, Is.EqualTo(new long[] { 1, 1, 3, 3 }));
            Assert.That(node.With(OnnxAttributeValue.Of("pads", 0, 2)).Numbers("pads"), Is.EqualTo(new long[] { 0, 2 }));
            Assert.That(node.With(OnnxAttributeValue.Of("auto_pad", "VALID")).Text("auto_pad"), Is.EqualTo("VALID"));
        });
    }

    [Test]
    public void NamesAreNew()
    {
        var graph = Read(OnnxFile.Model(17, OnnxFile.Node("Relu", ["n0"], "n1"), OnnxFile.Integers("n2", 1), OnnxFile.Input("n0", 1), OnnxFile.Output("n1", 1)));
        string[] names = [graph.NewName("n"), graph.NewName("n")];
        Assert.That(names.Concat(["n0", "n1", "n2"]), Is.Unique);
    }

    [Test]
    public void AGraphThatIsCutIsReadOrRefused()
    {
        var whole = File.ReadAllBytes(Path.Combine(GoldenPipelines.Path, "models", "taesd", "vae_decoder", "model.onnx"));
        for (var length = 1; length < whole.Length; length += 97)
        {
            try
            {
                Read(whole[..length]);
            }
            catch (ScumbleException e)
            {
                Assert.That(e.Message, Does.Contain("model.onnx"));
            }
        }
    }

    [Test]
    public void AMissingFileIsNamed() =>
        Assert.That(() => OnnxGraph.Read(_folder["nowhere.onnx"]), Throws.TypeOf<ScumbleException>().With.Message.Contains("nowhere.onnx"));

    private OnnxGraph Read(byte[] file)
    {
        File.WriteAllBytes(_folder["model.onnx"], file);
        return OnnxGraph.Read(_folder["model.onnx"]);
    }

    private static List<ProtobufFields.Field> Inside(List<ProtobufFields.Field> model) => ProtobufFields.Read(model.Single(field => field.Number == Graph).Bytes);

    private static string[] Described(IEnumerable<ProtobufFields.Field> fields, int without) => [.. fields.Where(field => field.Number != without).Select(Text)];

    // The order of a node's fields means nothing.
    private static string[] Nodes(IEnumerable<ProtobufFields.Field> graph) =>
        [.. graph.Where(field => field.Number == Node).Select(node => string.Join('|', ProtobufFields.Read(node.Bytes).OrderBy(field => field.Number).Select(Text)))];

    private static string Text(ProtobufFields.Field field) => $"{field.Number} {(field.Bytes is { } bytes ? Convert.ToBase64String(bytes) : field.Value)}";
}
