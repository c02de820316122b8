using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class MemoryBudgetTests
{
    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", NegativePrompt = "blurry", Seed = 7, Steps = 2 };

    private static ModelFolder Folder(string model) => ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", model));

    [Test]
    public async Task GraphsThatDoNotFitTogetherTakeTurnsAndGiveTheSame()
    {
        var folder = Folder("sdxl");
        using var plenty = new CountingBackend();
        using var free = await TexturePipeline.OpenAsync(folder, plenty);
        var expected = await free.GenerateAsync(Request);
        var largest = folder.Components.Values.Where(component => component.HasGraph).Max(component => component.Header.WeightsInBytes);
        var budget = largest + 1;

        using var backend = new CountingBackend();
        using (var pipeline = await TexturePipeline.OpenAsync(folder, backend, new PipelineOptions { MemoryBudgetInBytes = budget }))
        {
            for (var i = 0; i < 2; i++)
            {
                var result = await pipeline.GenerateAsync(Request);
                Assert.That(result.Image.Pixels.SequenceEqual(expected.Image.Pixels), $"run {i}");
            }
            foreach (var set in backend.Sets)
                Assert.That(set.Sum(graph => OnnxHeader.Read(graph.Path).WeightsInBytes), Is.LessThanOrEqualTo(budget), string.Join(", ", set));
            Assert.That(backend.Sets.SelectMany(set => set).Distinct().Count(), Is.EqualTo(4));
        }
        Assert.That(backend.Open, Is.Empty);
    }

    [Test]
    public async Task ARewrittenGraphTakesThePlaceOfThePlainOne()
    {
        using var backend = new CountingBackend();
        using (var pipeline = await TexturePipeline.OpenAsync(Folder("sd15"), backend))
        {
            foreach (var tile in new[] { TileMode.None, TileMode.XY, TileMode.X, TileMode.None }) await pipeline.GenerateAsync(Request with { Tile = tile });
            foreach (var set in backend.Sets) Assert.That(set.Select(graph => graph.Path), Is.Unique);
            Assert.That(backend.Sets[^1].Select(graph => graph.Rewrites.Count), Is.All.Zero);
            Assert.That(backend.Sets.SelectMany(set => set).Distinct().Count(), Is.EqualTo(3 + 2 + 2), "U-Net and decoder, wrapped in two ways");
        }
        Assert.That(backend.Open, Is.Empty);
    }

    [Test]
    public void AGraphThatIsLargerThanTheBudgetIsNamed()
    {
        using var backend = new CountingBackend();
        Assert.That(() => TexturePipeline.OpenAsync(Folder("sd15"), backend, new PipelineOptions { MemoryBudgetInBytes = 100_000 }),
            Throws.TypeOf<ScumbleException>().With.Message.Contains("unet").Or.Message.Contains("text_encoder"));
        Assert.That(backend.Open, Is.Empty);
    }

    [Test]
    public async Task ALargePictureIsDecodedInTiles()
    {
        var folder = Folder("taesd");
        var model = Folder("lcm").With(folder.Components.Values.Where(component => component.Name.StartsWith("vae_", StringComparison.Ordinal)));
        using var backend = new CountingBackend();
        var request = Request with { Width = 320, Height = 256 };
        using var free = await TexturePipeline.OpenAsync(model, backend);
        using var tight = await TexturePipeline.OpenAsync(model, backend, new PipelineOptions { MemoryBudgetInBytes = 8_000_000 });
        var (whole, tiled) = ((await free.GenerateAsync(request)).Image, (await tight.GenerateAsync(request)).Image);
        var other = (await free.GenerateAsync(request with { Seed = 8 })).Image;
        // Near a tile's edges a random autoencoder sees something else; it is the same picture all the same.
        Assert.That(Difference(whole, tiled), Is.GreaterThan(0).And.LessThan(Difference(whole, other) / 2));
    }

    private static float Difference(Image a, Image b) => a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Average();

    [Test]
    public async Task PeakMemoryIsMeasured()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(Folder("sd15"), backend);
        var times = (await pipeline.GenerateAsync(Request)).Times.Where(time => time.Stage != PipelineStage.Load).ToArray();
        Assert.That(times.Select(time => time.PeakMemoryInBytes), Has.All.InRange(10L << 20, 64L << 30));
    }
}
