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

    [TestCase("model_index.json")]
    [TestCase("unet/config.json")]
    public void AGitLfsPointerIsNamed(string file)
    {
        Write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        Assert.That(() => ModelFolder.Open(_root), Throws.TypeOf<ScumbleException>().With.Message.Contains("Git LFS").And.Property("Hint").Contains("git lfs pull"));
    }

    [Test]
    public void AGraphThatIsAGitLfsPointerIsNamed()
    {
        Write("unet/model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
        Fails(() => _ = ModelFolder.Open(_root).Require("unet").Header, "Git LFS");
    }

    [TestCase("unet/diffusion_pytorch_model.safetensors")]
    [TestCase("unet/diffusion_pytorch_model.bin")]
    [TestCase("v1-5-pruned.ckpt")]
    public void WeightsThatWereNotExportedAreNamed(string weights)
    {
        File.Delete(Path.Combine(_root, "unet/model.onnx"));
        Write(weights, "weights");
        Assert.That(() => ModelFolder.Open(_root), Throws.TypeOf<ScumbleException>().With.Message.Contains(Path.GetFileName(weights)).And.Property("Hint").Contains("export"));
        Write("vae_decoder/model.onnx", "graph");
        if (weights.StartsWith("unet", StringComparison.Ordinal)) Fails(() => ModelFolder.Open(_root).RequireGraph("unet"), Path.GetFileName(weights));
    }

    [Test]
    public void AVariantIsChosen()
    {
        var plain = ModelFolder.Open(_root).ContentHash;
        Write("unet/model_fp16.onnx", "half");
        Write("unet/model.quantized.onnx", "quarter");
        Write("vae_decoder/model.onnx", "graph");
        var half = ModelFolder.Open(_root, "fp16");
        Assert.That(ModelFolder.Open(_root).RequireGraph("unet"), Does.EndWith("model.onnx"));
        Assert.That(half.RequireGraph("unet"), Does.EndWith("model_fp16.onnx"));
        Assert.That(half.RequireGraph("vae_decoder"), Does.EndWith("model.onnx"), "which has no other");
        Assert.That(ModelFolder.Open(_root, "Quantized").RequireGraph("unet"), Does.EndWith("model.quantized.onnx"));
        Assert.That(new[] { plain, half.ContentHash, ModelFolder.Open(_root).ContentHash, ModelFolder.Open(_root, "quantized").ContentHash }, Is.Unique);
        Fails(() => ModelFolder.Open(_root, "int4"), "int4");
    }

    [Test]
    public void SeveralGraphsWithoutAPlainOneAskForAChoice()
    {
        File.Move(Path.Combine(_root, "unet/model.onnx"), Path.Combine(_root, "unet/model_fp16.onnx"));
        Write("unet/model_int8.onnx", "graph");
        Assert.That(() => ModelFolder.Open(_root).RequireGraph("unet"),
            Throws.TypeOf<ScumbleException>().With.Message.Contains("model_fp16.onnx, model_int8.onnx").And.Property("Hint").Contains("--variant fp16"));
        Assert.That(ModelFolder.Open(_root, "int8").RequireGraph("unet"), Does.EndWith("model_int8.onnx"));
    }

    [Test]
    public void AGraphInATokenizersFolderIsNoNetwork()
    {
        Write("tokenizer/vocab.json", "{}");
        Write("tokenizer/model.onnx", "code");
        Assert.That(ModelFolder.Open(_root).Require("tokenizer").HasGraph, Is.False);
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
