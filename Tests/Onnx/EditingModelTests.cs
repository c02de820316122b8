using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Networks that read the picture that they change (instruct-pix2pix), with three predictions a step.</summary>
public sealed class EditingModelTests
{
    private const int Edge = 64, Places = Edge / 8 * (Edge / 8), Latent = 4 * Places;

    private static readonly PictureSource Picture = PictureSource.FromImage(Pictures.Noise(Edge, Edge, 3, 5), "wall");

    private ModelCopy _copy = null!;
    private CountingBackend _backend = null!;
    private TexturePipeline _pipeline = null!;

    [SetUp]
    public async Task Open()
    {
        (_copy, _backend) = (ReadingModel.Create(8), new CountingBackend());
        _pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_copy.Path), _backend);
    }

    [TearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _backend.Dispose();
        _copy.Dispose();
    }

    [Test]
    public async Task RowsReadNothingThePictureAndBoth()
    {
        var result = await _pipeline.GenerateAsync(Request(7.5, null));
        Assert.Multiple(() =>
        {
            Assert.That(_pipeline.Family.Id, Is.EqualTo("sd-pix2pix"));
            Assert.That((result.Request.Guidance.ImageScale, result.Request.Start.Strength), Is.EqualTo((1.5, 1.0)));
        });
        var (taken, mean) = (_backend.Taken["unet/sample"], Mean());
        Assert.That(taken, Has.Length.EqualTo(3 * 2 * Latent));
        for (var row = 0; row < 3; row++)
        {
            Assert.That(taken[(2 * row * Latent)..(((2 * row) + 1) * Latent)], Is.EqualTo(taken[..Latent]), "one latent");
            Assert.That(taken[(((2 * row) + 1) * Latent)..((2 * row + 2) * Latent)], Is.EqualTo(row == 0 ? new float[Latent] : mean), $"behind it in row {row}");
        }
        var texts = _backend.Taken["unet/encoder_hidden_states"].Chunk(_backend.Taken["unet/encoder_hidden_states"].Length / 3).ToArray();
        Assert.That(texts[0], Is.EqualTo(texts[1]).And.Not.EqualTo(texts[2]), "the prompt stands in the last");
    }

    [Test]
    public async Task TheStepIsEquationThree()
    {
        var (nothing, picture, both, guided) = (await DecodedOf(0, 0), await DecodedOf(0, 1), await DecodedOf(1, 1), await DecodedOf(6, 1.75));
        var expected = nothing.Zip(picture, both).Select(e => e.First + (1.75 * (e.Second - e.First)) + (6 * (e.Third - e.Second))).ToArray();
        Assert.That(guided, Is.EqualTo(expected).Within(2e-4 * expected.Max(Math.Abs)));
        Assert.That(nothing, Is.Not.EqualTo(picture).Within(1e-3));
        Assert.That(both, Is.Not.EqualTo(picture).Within(1e-3));
    }

    [Test]
    public async Task WithoutEitherGuidanceThereIsOneRow()
    {
        await _pipeline.GenerateAsync(Request(1, 1));
        Assert.That(_backend.Taken["unet/sample"][Latent..], Is.EqualTo(Mean()));
    }

    [Test]
    public async Task AMaskKeepsTheRest()
    {
        var mask = PictureSource.FromImage(Right(), "mask");
        var result = await _pipeline.GenerateAsync(Request(3, 2) with { Start = new() { Image = Picture, Mask = mask, Feather = 0 } });
        var (made, source) = (result.Image, Picture.Read());
        for (var y = 0; y < Edge; y++)
            Assert.That(made.Row(y)[..(3 * Edge / 2)].ToArray(), Is.EqualTo(source.Row(y)[..(3 * Edge / 2)].ToArray()).Within(1e-6));
        Assert.That(made.Row(0)[(3 * Edge / 2)..].ToArray(), Is.Not.EqualTo(source.Row(0)[(3 * Edge / 2)..].ToArray()).Within(1e-2));
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task AMaskWithoutWhiteIsTold(int channels)
    {
        var mask = PictureSource.FromImage(new Image(Edge, Edge, channels), "mask");
        var result = await _pipeline.GenerateAsync(Request(3, 2) with { Start = new() { Image = Picture, Mask = mask } });
        Assert.That(result.Warnings, Has.Some.Contains("nowhere white"));
    }

    [Test]
    public void ThePictureIsNeeded() => Assert.That(() => _pipeline.GenerateAsync(Request(3, 2) with { Start = new() }),
        Throws.TypeOf<InvalidRequestException>().With.Message.Contains("changes a picture").And.Property("Member").EqualTo("start.image").And.Property("Hint").Contains("--image"));

    [Test]
    public void TheReportSaysWhatItDoes()
    {
        var report = Scumble.Families.ModelReport.Of(_pipeline.Folder);
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Abilities, Has.Some.Contains("--image-guidance").And.None.EqualTo("pictures from a prompt"));
    }

    [Test]
    public async Task AGraphOfThreeRowsRunsUnderGuidanceAlone()
    {
        using var copy = ReadingModel.Create(8, rows: 3);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), _backend);
        Assert.That(pipeline.Abilities.Words, Has.Some.Contains("three rows"));
        await pipeline.GenerateAsync(Request(3, 2));
        Assert.That(() => pipeline.GenerateAsync(Request(1, 1)), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("3 rows").And.Property("Hint").Contains("other than 1"));
    }

    [Test]
    public async Task OtherModelsSayThatItHasNoEffect()
    {
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(GoldenPipelines.Path, "models", "sd15")), _backend);
        var result = await pipeline.GenerateAsync(Request(3, 2) with { Start = new() });
        Assert.That(result.Warnings, Has.Some.Contains("image guidance has no effect"));
        Assert.That(result.Request.Guidance.ImageScale, Is.Null);
    }

    private static TextureRequest Request(double scale, double? imageScale) => new()
    {
        Prompt = "make it snow",
        Seed = 3,
        Steps = 1,
        Width = Edge,
        Height = Edge,
        Guidance = new() { Scale = scale, ImageScale = imageScale },
        Sampling = new() { Sampler = "euler", Schedule = "uniform" },
        Start = new() { Image = Picture },
    };

    // White on the right.
    private static Image Right()
    {
        var image = new Image(Edge, Edge, 1);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = i % Edge < Edge / 2 ? 0 : 1;
        return image;
    }

    // What one step ends with.
    private async Task<float[]> DecodedOf(double scale, double imageScale)
    {
        await _pipeline.GenerateAsync(Request(scale, imageScale));
        return _backend.Taken["vae_decoder/latent_sample"];
    }

    // The encoder's mean, by its own graph.
    private float[] Mean()
    {
        using var session = ((Scumble.Inference.IInferenceBackend)_backend).Open(new Scumble.Graphs.GraphSource(_copy["vae_encoder/model.onnx"]));
        using var binding = session.CreateBinding();
        using var planes = PicturePlanes.Rgb(_backend.Ops, Picture, new Canvas(Edge, Edge, new CropWindow(0, 0, Edge, Edge)), 2, -1);
        using var parameters = _backend.Ops.Create(new TensorShape(1, 8, Edge / 8, Edge / 8), ElementType.Float32);
        binding.BindInput(session.Inputs[0].Name, planes);
        binding.BindOutput(session.Outputs[0].Name, parameters);
        binding.Run();
        var values = new float[2 * Latent];
        _backend.Ops.Download(parameters, values);
        return values[..Latent];
    }
}
