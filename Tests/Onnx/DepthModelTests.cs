using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Networks that read how near things are, as Stable Diffusion 2 depth does.</summary>
public sealed class DepthModelTests
{
    private const int Edge = 64, Side = Edge / 8, Places = Side * Side;

    private ModelCopy _copy = null!;
    private CountingBackend _backend = null!;
    private TexturePipeline _pipeline = null!;

    [SetUp]
    public async Task Open()
    {
        (_copy, _backend) = (ReadingModel.Create(5), new CountingBackend());
        _pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_copy.Path), _backend);
    }

    [TearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _backend.Dispose();
        _copy.Dispose();
    }

    [TestCase(false, 0.25f, 0.75f)]
    [TestCase(true, 0.25f, 0.75f)]
    [TestCase(false, 0.4990f, 0.5010f)]
    public async Task EveryRowReadsTheStretchedDepth(bool fromPicture, float far, float near)
    {
        var start = fromPicture ? new StartRequest { Image = PictureSource.FromImage(Pictures.Noise(Edge, Edge, 3, 5), "wall") } : new();
        var result = await _pipeline.GenerateAsync(Request(Depth(far, near)) with { Start = start });
        Assert.That(_pipeline.Family.Id, Is.EqualTo("sd-depth"));
        Assert.That(result.Request.Start.Strength, Is.EqualTo(fromPicture ? 0.8 : null));
        var taken = _backend.Taken["unet/sample"];
        Assert.That(taken, Has.Length.EqualTo(2 * 5 * Places));
        for (var row = 0; row < 2; row++)
        {
            var depth = taken[(((5 * row) + 4) * Places)..((5 * row + 5) * Places)];
            Assert.That((depth.Min(), depth.Max()), Is.EqualTo((-1f, 1f)));
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++)
                    Assert.That(depth[(y * Side) + x], x < Side / 2 ? Is.LessThan(-0.7f) : Is.GreaterThan(0.7f), "near things, in the right half, are bright");
        }
    }

    [Test]
    public async Task ARecipeBringsItBack()
    {
        var first = await _pipeline.GenerateAsync(Request(Depth(0, 1)));
        using var folder = new TemporaryFolder();
        Assert.That(() => TextureRequest.FromJson(first.Recipe.Request).FindInputs(folder.Path), Throws.TypeOf<ScumbleException>(), "the depth picture counts");
        var read = TextureRequest.FromJson(first.Request.ToJson());
        Assert.That(read, Is.EqualTo(first.Request));
        var again = await _pipeline.GenerateAsync(first.Request);
        Assert.That(again.Image.Pixels.ToArray(), Is.EqualTo(first.Image.Pixels.ToArray()));
        Assert.That(again.Identity, Is.EqualTo(first.Identity));
    }

    [Test]
    public void ItIsNeeded() => Refuses(Request(), "picture of depth; there is none", "--control depth=FILE");

    [Test]
    public void ThereIsOne() => Refuses(Request(Depth(0, 1), Depth(0, 1)), "one picture of depth; found 2", "one");

    [Test]
    public void ItHasNoScale() => Refuses(Request(Depth(0, 1) with { Scale = 0.5 }), "no scale", "depth=FILE");

    [Test]
    public void OneBrightnessSaysNothing() => Refuses(Request(Depth(0.5f, 0.5f)), "of one brightness", "dark where they are far");

    [Test]
    public void OtherControlsAreControlNets() =>
        Refuses(Request(Depth(0, 1), Depth(0, 1) with { Model = "elsewhere/depth" }), "cannot be steered", "ControlNet");

    [Test]
    public void TheReportSaysWhatItNeeds()
    {
        var report = Scumble.Families.ModelReport.Of(_pipeline.Folder);
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Abilities, Has.Some.Contains("--control depth=FILE"));
    }

    private void Refuses(TextureRequest request, string message, string hint) => Assert.That(() => _pipeline.GenerateAsync(request),
        Throws.TypeOf<InvalidRequestException>().With.Message.Contains(message).And.Property("Member").EqualTo("controls").And.Property("Hint").Contains(hint));

    private static TextureRequest Request(params ControlRequest[] controls) => new()
    {
        Prompt = "a stone",
        Seed = 3,
        Steps = 2,
        Width = Edge,
        Height = Edge,
        Guidance = 3,
        Controls = [.. controls],
    };

    // Far on the left, near on the right.
    private static ControlRequest Depth(float far, float near)
    {
        var image = new Image(Edge, Edge, 1);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = i % Edge < Edge / 2 ? far : near;
        return new() { Model = "depth", Image = PictureSource.FromImage(image, "depth.png") };
    }
}
