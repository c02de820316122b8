using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Families;

/// <summary>What the dimensions of a network's graph say of the model, whatever its configuration says.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GraphShapeTests : IDisposable
{
    private readonly ModelCopy _copy = new("sd15");

    public void Dispose() => _copy.Dispose();

    [TestCase(12, 12, 96, 96)]
    [TestCase(8, 12, 96, 64)]
    [TestCase(-1, 12, 96, null)]
    public void FixedDimensionsAreTheOnlySize(int height, int width, int? onlyWidth, int? onlyHeight)
    {
        var defaults = Defaults("unet", Network(1, 4, height, width));
        Assert.That((defaults.FixedWidth, defaults.FixedHeight), Is.EqualTo((onlyWidth, onlyHeight)));
        Assert.That((defaults.Width, defaults.Height), Is.EqualTo((onlyWidth ?? defaults.Size, onlyHeight ?? defaults.Size)));
    }

    [Test]
    public void ADecoderFixesTheSizeToo()
    {
        var decoder = OnnxFile.Model(17, OnnxFile.Input("latent_sample", 1, 4, 16, 16), OnnxFile.Output("sample", 1, 3, 128, 128));
        Assert.That(Defaults("vae_decoder", decoder) is var defaults ? (defaults.FixedWidth, defaults.FixedHeight) : default, Is.EqualTo((128, 128)));
    }

    [Test]
    public void OpenDimensionsFixNothing() => Assert.That(Defaults("unet", Network(-1, 4, -1, -1)) is { FixedWidth: null, FixedHeight: null });

    [TestCase(7, "upscaler")]
    [TestCase(11, "7 other channels")]
    public void ChannelsBehindTheLatentAreNamed(int channels, string named)
    {
        Write("unet", Network(-1, channels, -1, -1));
        var folder = ModelFolder.Open(_copy.Path);
        Assert.That(() => ModelFamilies.Of(folder).AbilitiesOf(folder), Throws.TypeOf<ScumbleException>().With.Message.Contains(named).And.Property("Hint").Not.Empty);
        Assert.That(ModelReport.Of(folder).Problems.Select(problem => problem.Message), Has.Some.Contains(named), "and what inspect says is the same");
    }

    [TestCase(5, "sd-depth")]
    [TestCase(8, "sd-pix2pix")]
    [TestCase(9, "sd-inpainting")]
    [TestCase(11, "sd")]
    public void ChannelsBehindTheLatentTellTheFamily(int channels, string id)
    {
        Write("unet", Network(-1, channels, -1, -1));
        Assert.That(ModelFamilies.Of(ModelFolder.Open(_copy.Path)).Id, Is.EqualTo(id));
    }

    [Test]
    public void ABatchOfTwoIsSaid()
    {
        Write("unet", Network(2, 4, -1, -1));
        Assert.That(ModelReport.Of(ModelFolder.Open(_copy.Path)).Abilities, Has.Some.Contains("guidance alone"));
    }

    [Test]
    public void ATokenizerWithoutAVocabularyIsAProblem()
    {
        foreach (var file in new[] { "vocab.json", "merges.txt" }) _copy.Without($"tokenizer/{file}");
        Assert.That(ModelReport.Of(ModelFolder.Open(_copy.Path)).Problems.Select(problem => problem.Message), Has.Some.Contains("no vocabulary"));
        _copy.Without("text_encoder");
        Assert.That(ModelReport.Of(ModelFolder.Open(_copy.Path)).Problems.Select(problem => problem.Message), Has.None.Contains("no vocabulary"), "which nobody reads");
    }

    private ModelDefaults Defaults(string component, byte[] graph)
    {
        Write(component, graph);
        var folder = ModelFolder.Open(_copy.Path);
        return ModelFamilies.Of(folder).Defaults(folder);
    }

    private void Write(string component, byte[] graph) => File.WriteAllBytes(_copy[$"{component}/model.onnx"], graph);

    private static byte[] Network(params int[] sample) => OnnxFile.Model(17, OnnxFile.Input("sample", sample), OnnxFile.Input("timestep", -1),
        OnnxFile.Input("encoder_hidden_states", -1, -1, 32), OnnxFile.Output("out_sample", -1, 4, -1, -1));
}
