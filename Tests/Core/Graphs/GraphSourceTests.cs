using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Graphs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GraphSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void SourcesAreValues()
    {
        var source = new GraphSource("model.onnx", Rewrites.SeamlessX);
        Assert.Multiple(() =>
        {
            Assert.That(source, Is.EqualTo(new GraphSource(Path.GetFullPath("model.onnx"), new Seamless(true, false))));
            Assert.That(source.GetHashCode(), Is.EqualTo(new GraphSource("model.onnx", new Seamless(true, false)).GetHashCode()));
            Assert.That(source, Is.Not.EqualTo(new GraphSource("model.onnx")));
            Assert.That(source, Is.Not.EqualTo(new GraphSource("model.onnx", Rewrites.SeamlessY)));
            Assert.That(source, Is.Not.EqualTo(new GraphSource("other.onnx", Rewrites.SeamlessX)));
            Assert.That(() => new GraphSource(" "), Throws.ArgumentException);
        });
    }

    [Test]
    public void IdentityFollowsContentAndRewrites()
    {
        var (here, there) = (Write("here", 1), Write("there", 1));
        var before = new GraphSource(here).Identity;
        Assert.Multiple(() =>
        {
            Assert.That(new GraphSource(there).Identity, Is.EqualTo(before).And.Length.EqualTo(64));
            Assert.That(Rewrites.All.Select(rewrite => new GraphSource(here, rewrite).Identity).Append(before), Is.Unique);
            Assert.That(new GraphSource(Write("other", 2)).Identity, Is.Not.EqualTo(before), "the weights beside it count");
            Assert.That(new GraphSource(there, Rewrites.SeamlessX).Identity, Is.EqualTo(new GraphSource(here, Rewrites.SeamlessX).Identity));
        });
    }

    [Test]
    public void IdentityNamesWhatIsMissing()
    {
        var path = Write("here", 1);
        File.Delete(_folder["here/weights.bin"]);
        Assert.That(() => new GraphSource(path).Identity, Throws.TypeOf<ScumbleException>().With.Message.Contains("weights.bin"));
        Assert.That(() => new GraphSource(_folder["nowhere.onnx"]).Identity, Throws.TypeOf<ScumbleException>().With.Message.Contains("nowhere.onnx"));
    }

    [Test]
    public void WeightsBesideTheFileStayThere()
    {
        var rewritten = new GraphSource(Write("here", 1), Rewrites.SeamlessXY).ToArray();
        File.WriteAllBytes(_folder["here/rewritten.onnx"], rewritten);
        Assert.That(OnnxHeader.Read(_folder["here/rewritten.onnx"]).ExternalFiles, Is.EqualTo(new Dictionary<string, long> { ["weights.bin"] = 36 }));
    }

    private string Write(string folder, byte weight)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllBytes(_folder[$"{folder}/weights.bin"], [.. Enumerable.Repeat(weight, 36)]);
        File.WriteAllBytes(_folder[$"{folder}/model.onnx"], OnnxFile.Model(17,
            OnnxFile.Node("Conv", ["x", "w"], "y", ("pads", [1, 1, 1, 1])), OnnxFile.ExternalWeight("w", [1, 1, 3, 3], "weights.bin", 0, 36),
            OnnxFile.Input("x", 1, 1, -1, -1), OnnxFile.Output("y", 1, 1, -1, -1)));
        return _folder[$"{folder}/model.onnx"];
    }
}
