using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class DamagedModelTests
{
    private string _root = "";

    [SetUp]
    public void CopyTheModel() => _root = TestModel.Copy();

    [TearDown]
    public void RemoveIt() => Directory.Delete(_root, true);

    [Test]
    public void AGraphCutInHalf()
    {
        using (var stream = File.OpenWrite(In("unet/model.onnx"))) stream.SetLength(stream.Length / 2);
        Fails("unet/model.onnx", "damaged");
    }

    [Test]
    public void AGraphOfNoBytes()
    {
        File.WriteAllBytes(In("vae_decoder/model.onnx"), []);
        Fails("vae_decoder/model.onnx", "");
    }

    [Test]
    public void AMissingGraph()
    {
        File.Delete(In("text_encoder/model.onnx"));
        Fails("text_encoder/model.onnx", "missing");
    }

    [Test]
    public void AGraphOfAnotherComponent()
    {
        File.Copy(In("vae_encoder/model.onnx"), In("unet/model.onnx"), true);
        Fails("unet/model.onnx", "encoder_hidden_states");
    }

    [Test]
    public void AVocabularyThatIsMissing()
    {
        File.Delete(In("tokenizer/vocab.txt"));
        Fails("vocab.txt", "cannot be read");
    }

    [Test]
    public void AVocabularyWithoutSpecialTokens()
    {
        File.WriteAllText(In("tokenizer/vocab.txt"), "moss\nstone\n");
        Fails("vocab.txt", "cannot be read");
    }

    [Test]
    public void AWidthThatDoesNotFit()
    {
        Edit("vae_decoder/config.json", "\"latent_channels\": 8", "\"latent_channels\": 4");
        Fails("unet/model.onnx", "does not fit");
    }

    [TestCase("vae_decoder/config.json", "\"scaling_factor\": ", "\"scaling_factor\": \"x\", \"was\": ", "scaling_factor")]
    [TestCase("scheduler/scheduler_config.json", "1000", "-1000", "num_train_timesteps")]
    [TestCase("model_index.json", "ScumbleMaterialPipeline", "UnheardOfPipeline", "UnheardOfPipeline")]
    [TestCase("model_index.json", "\"default_steps\": 8", "\"default_steps\": 0", "default_steps")]
    [TestCase("unet/config.json", "{", "{{", "not valid JSON")]
    [TestCase("vae_decoder/config.json", "\"height\"", "\"heigth\"", "did you mean \"height\"")]
    [TestCase("vae_decoder/config.json", "\"metallic\"", "7", "\"channels\" must be a list of texts")]
    [TestCase("vae_decoder/config.json", "\"metallic\"", "\"metallic\", \"occlusion\"", "names 7 channels")]
    public void AWrongValue(string file, string old, string replacement, string named)
    {
        Edit(file, old, replacement);
        Fails(named, "");
    }

    private string In(string file) => Path.Combine(_root, file);

    private void Edit(string file, string old, string replacement)
    {
        var text = File.ReadAllText(In(file));
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(In(file), text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private void Fails(string named, string why)
    {
        using var backend = OnnxBackend.Create("cpu");
        var e = Assert.ThrowsAsync<ScumbleException>(async () => (await TexturePipeline.OpenAsync(ModelFolder.Open(_root), backend)).Dispose());
        Assert.That(e!.Message, Does.Contain(named).And.Contain(why));
        Assert.That(e.Hint, Is.Not.Empty);
    }
}
