using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Model folders that cannot run: each is refused with a message that names the file and what was expected, before anything stays open.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadFolderTests : IDisposable
{
    private readonly ModelCopy _copy = new("sd15");
    private readonly CountingBackend _backend = new();

    public void Dispose()
    {
        _backend.Dispose();
        _copy.Dispose();
    }

    [TestCase("unet")]
    [TestCase("text_encoder")]
    [TestCase("vae_decoder")]
    [TestCase("tokenizer")]
    public void AMissingComponent(string name)
    {
        _copy.Without(name);
        Refused(name);
    }

    [TestCase(3, "3")]
    [TestCase(999, "999")]
    public void AnOperatorSetThatNobodyKnows(int opset, string named)
    {
        Write("unet/model.onnx", OnnxFile.Model(opset, Ports()));
        Refused("unet/model.onnx", "operator set", named);
    }

    [TestCase("unet/model.onnx")]
    [TestCase("vae_decoder/model.onnx")]
    public void AGraphCutInHalf(string file)
    {
        using (var stream = File.OpenWrite(_copy[file])) stream.SetLength(stream.Length / 2);
        Refused(file, "damaged");
    }

    [TestCase("model.onnx_data")]
    [TestCase("model.onnx.data")]
    [TestCase("weights.pb")]
    public void ExternalWeightsThatAreMissing(string location)
    {
        Write("unet/model.onnx", OnnxFile.Model(17, [.. Ports(), OnnxFile.ExternalWeight("w", [4], location, 0, 16)]));
        Refused("unet", location, "missing");
    }

    [Test]
    public void ExternalWeightsThatAreTooShort()
    {
        Write("unet/model.onnx", OnnxFile.Model(17, [.. Ports(), OnnxFile.ExternalWeight("w", [1000], "weights.pb", 4096, 4000)]));
        Write("unet/weights.pb", new byte[5000]);
        Refused("weights.pb", "8096", "5000");
    }

    [TestCase("../weights.pb")]
    [TestCase("/etc/passwd")]
    [TestCase("a/../../weights.pb")]
    public void ExternalWeightsOutsideOfTheFolder(string location)
    {
        Write("weights.pb", new byte[64]);
        Write("unet/model.onnx", OnnxFile.Model(17, [.. Ports(), OnnxFile.ExternalWeight("w", [4], location, 0, 16)]));
        Refused("unet/model.onnx", location, "outside");
    }

    [Test]
    public void ATensorOfAbsurdSize()
    {
        Write("unet/model.onnx", OnnxFile.Model(17, [.. Ports(), OnnxFile.Weight("w", [1 << 30, 1 << 30], new byte[16])]));
        Refused("unet/model.onnx", "cannot be so large");
    }

    [TestCase("tokenizer/vocab.json", "{\"a\": ")]
    [TestCase("model_index.json", "{")]
    [TestCase("unet/config.json", "[1")]
    [TestCase("scheduler/scheduler_config.json", "nothing")]
    public void BrokenJson(string file, string json)
    {
        File.WriteAllText(_copy[file], json);
        Refused(file, "JSON");
    }

    [Test]
    public void AnEncoderOfAnotherWidth()
    {
        File.Copy(Path.Combine(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models"), "sd3", "text_encoder", "model.onnx"), _copy["text_encoder/model.onnx"], true);
        Refused("unet/model.onnx", "24 features");
    }

    [Test]
    public void AnAutoencoderOfAnotherKind()
    {
        File.Copy(Path.Combine(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models"), "sd3", "vae_decoder", "model.onnx"), _copy["vae_decoder/model.onnx"], true);
        Refused("unet/model.onnx", "16 channels");
    }

    [Test]
    public void ExternalWeightsThatAreThereAreFound()
    {
        Write("unet/weights.pb", new byte[4096]);
        Write("unet/model.onnx", OnnxFile.Model(17, [.. Ports(), OnnxFile.ExternalWeight("w", [4], "weights.pb", 0, 16)]));
        Assert.That(() => GraphCheck.Require(ModelFolder.Open(_copy.Path).Require("unet").Header), Throws.Nothing);
    }

    private static byte[][] Ports() =>
        [OnnxFile.Input("sample", -1, 4, -1, -1), OnnxFile.Input("timestep", -1), OnnxFile.Input("encoder_hidden_states", -1, -1, 32), OnnxFile.Output("out_sample", -1, 4, -1, -1)];

    private void Write(string file, byte[] bytes) => File.WriteAllBytes(_copy[file], bytes);

    private void Refused(params string[] named)
    {
        var error = Assert.ThrowsAsync<ScumbleException>(async () =>
        {
            using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_copy.Path), _backend);
        })!;
        foreach (var part in named) Assert.That(error.Message, Does.Contain(part));
        Assert.That(error.Hint, Is.Not.Empty);
        Assert.That(_backend.Open, Is.Empty, "nothing stays open");
    }
}
