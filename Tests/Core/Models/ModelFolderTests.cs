using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;

namespace Scumble.Tests.Core.Models;

public class ModelFolderTests
{
    private string _root = "";

    [SetUp]
    public void WriteAModel()
    {
        _root = Directory.CreateTempSubdirectory("scumble-model-").FullName;
        Write("model_index.json", """{"_class_name":"P","unet":["diffusers","U"],"safety_checker":[null,null],"extra":{"a":1}}""");
        Write("unet/config.json", """{"in_channels":4}""");
        Write("unet/model.onnx", "graph");
    }

    [TearDown]
    public void RemoveIt() => Directory.Delete(_root, true);

    [Test]
    public void ReadsIndexAndConfiguration()
    {
        var model = ModelFolder.Open(_root + Path.DirectorySeparatorChar);
        Assert.That(model.ClassName, Is.EqualTo("P"));
        Assert.That(model.Components.Keys, Is.EqualTo(new[] { "unet" }));
        Assert.That(model.Require("unet").Config!.Value.GetProperty("in_channels").GetInt32(), Is.EqualTo(4));
        Assert.That(File.Exists(model.RequireGraph("unet")));
    }

    [Test]
    public void ContentHashFollowsContentAndNothingElse()
    {
        var before = ModelFolder.Open(_root).ContentHash;
        Write("MODEL_CARD.md", "words");
        Assert.That(ModelFolder.Open(_root).ContentHash, Is.EqualTo(before));
        Write("unet/model.onnx", "graph2");
        Assert.That(ModelFolder.Open(_root).ContentHash, Is.Not.EqualTo(before).And.Length.EqualTo(64));
        Write("unet/model.onnx", "graph");
        Assert.That(ModelFolder.Open(_root).ContentHash, Is.EqualTo(before));
    }

    [Test]
    public void NamesWhatIsMissing()
    {
        File.Delete(Path.Combine(_root, "unet/model.onnx"));
        var model = ModelFolder.Open(_root);
        Fails(() => model.RequireGraph("unet"), "model.onnx");
        Fails(() => model.Require("vae_decoder"), "vae_decoder");
        Directory.Delete(Path.Combine(_root, "unet"), true);
        Fails(() => ModelFolder.Open(_root).Require("unet"), "unet");
        Fails(() => ModelFolder.Open(Path.Combine(_root, "nowhere")), "nowhere");
        Fails(() => ModelFolder.Open(Path.Combine(_root, "model_index.json")), "is a file");
        File.Delete(Path.Combine(_root, "model_index.json"));
        Fails(() => ModelFolder.Open(_root), "model_index.json");
    }

    [TestCase("{\"unet\": [\"a\"", "model_index.json")]
    [TestCase("[]", "object")]
    [TestCase("{}", "no component")]
    [TestCase("{\"../x\":[\"a\",\"b\"]}", "../x")]
    public void NamesWhatIsDamaged(string index, string named)
    {
        Write("model_index.json", index);
        Fails(() => ModelFolder.Open(_root), named);
    }

    private static void Fails(Action open, string named) =>
        Assert.That(open, Throws.TypeOf<ScumbleException>().With.Message.Contains(named));

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
