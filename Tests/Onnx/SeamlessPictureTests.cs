using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Pictures of models that were not made to repeat, whose graphs are changed so that they do.</summary>
[NonParallelizable]
public sealed class SeamlessPictureTests : IDisposable
{
    private const double Limit = 1.5;

    private static readonly string[] Prompts = ["mossy cobblestone, wet", "red brick wall", "oak planks", "snow"];

    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", NegativePrompt = "blurry", Seed = 7, Steps = 4, Guidance = 3, Sampling = new() { Sampler = "euler" } };

    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    public void Dispose() => _backend.Dispose();

    [TestCase("sd15")]
    [TestCase("sdxl")]
    [TestCase("sd2")]
    [TestCase("lcm")]
    [TestCase("ddpm-pixel")]
    [TestCase("cascade-pixel")]
    public async Task SeamsVanish(string model)
    {
        using var pipeline = await OpenAsync(model);
        var (before, after) = (await ScoresAsync(pipeline, TileMode.None), await ScoresAsync(pipeline, TileMode.XY));
        var (x, y) = (await ScoresAsync(pipeline, TileMode.X), await ScoresAsync(pipeline, TileMode.Y));
        TestContext.Out.WriteLine($"{model}: before {before}, xy {after}, x {x}, y {y}");
        Assert.Multiple(() =>
        {
            Assert.That(Math.Max(after.X, after.Y), Is.LessThanOrEqualTo(Limit));
            Assert.That(x.X, Is.LessThanOrEqualTo(Limit));
            Assert.That(y.Y, Is.LessThanOrEqualTo(Limit));
        });
    }

    // After the first of the sampler's steps, which remembers none, the latent is rolled: so must be the picture, and nothing else.
    [TestCase("sd15", TileMode.XY)]
    [TestCase("sd15", TileMode.X)]
    [TestCase("sd15", TileMode.Y)]
    [TestCase("sdxl", TileMode.XY)]
    [TestCase("lcm", TileMode.XY)]
    [TestCase("sd15-controlnet", TileMode.XY)]
    [TestCase("ddpm-pixel", TileMode.XY)]
    public async Task ARolledLatentRollsThePicture(string model, TileMode tile)
    {
        using var pipeline = await OpenAsync(model);
        var latent = model == "ddpm-pixel" ? 1 : 8;
        var (right, down) = (tile == TileMode.Y ? 0 : 4, tile == TileMode.X ? 0 : 8); // whole strides of the network, which halves twice
        var (width, height) = (pipeline.Defaults.Size, 2 * pipeline.Defaults.Size);
        var request = Request with { Tile = tile, Width = width, Height = height };
        float[] start = [];
        var still = Draw(request, (x, _) => start = x);
        var moved = Draw(request, (x, shape) => Move(start, shape, right, down).CopyTo(x, 0));
        var expected = Pictures.Roll(still, right * latent, down * latent);
        Assert.That(Largest(expected, moved), Is.LessThan(1e-3));
        Assert.That(Largest(still, moved), Is.GreaterThan(0.01), "a picture that is the same everywhere shows nothing");

        Image Draw(TextureRequest what, Action<float[], TensorShape> change)
        {
            if (model == "sd15-controlnet") what = what with { Controls = [new ControlRequest { Model = "controlnet", Image = PictureSource.FromImage(Control(start.Length > 0), "noise") }] };
            foreach (var step in pipeline.Run(what))
            {
                if (step.Result is { } result) return result.Image;
                if (step.Sample is not { } sample || step.StepsDone != 1) continue;
                var values = new float[sample.Latent.Shape.ElementCount];
                _backend.Ops.Download(sample.Latent, values);
                change(values, sample.Latent.Shape);
                _backend.Ops.Upload(sample.Latent, values);
            }
            throw new InvalidOperationException("A run ends with its result.");
        }

        Image Control(bool isMoved)
        {
            var noise = Pictures.Noise(width, height, 3, 5);
            return isMoved ? Pictures.Roll(noise, right * latent, down * latent) : noise;
        }
    }

    [Test]
    public async Task TheSameRequestGivesTheSamePicture()
    {
        using var pipeline = await OpenAsync("sd15");
        var first = await pipeline.GenerateAsync(Request with { Tile = TileMode.XY });
        await pipeline.GenerateAsync(Request);
        var again = await pipeline.GenerateAsync(TextureRequest.FromJson(first.Request.ToJson()));
        Assert.That(again.Image.Pixels.SequenceEqual(first.Image.Pixels));
    }

    [TestCase("sd15", null, TileMode.None, 0)]
    [TestCase("sd15", TileMode.XY, TileMode.XY, 0)]
    [TestCase("sd3", TileMode.XY, TileMode.XY, 1)]
    [TestCase("sd3", null, TileMode.None, 0)]
    public async Task WhatTheModelWasMadeForIsTheDefault(string model, TileMode? asked, TileMode made, int warnings)
    {
        using var pipeline = await OpenAsync(model);
        var result = await pipeline.GenerateAsync(Request with { Tile = asked, Sampling = new(), Steps = 1 });
        Assert.That(result.Request.Tile, Is.EqualTo(made));
        Assert.That(result.Warnings.Count(text => text.Contains("may not meet", StringComparison.Ordinal)), Is.EqualTo(warnings));
    }

    [Test]
    public async Task APictureToStartFromIsReadWrapped()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(Folder("sd15"), backend);
        await pipeline.GenerateAsync(Request with { Tile = TileMode.X, Start = new() { Image = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 1), "noise") } });
        Assert.That(backend.Sets.SelectMany(set => set).Where(graph => graph.Path.Contains("vae_encoder", StringComparison.Ordinal)).Distinct().Single().Rewrites.Single().Id, Is.EqualTo("seamless-x"));
    }

    private async Task<TexturePipeline> OpenAsync(string model) => await TexturePipeline.OpenAsync(Folder(model), _backend);

    private static ModelFolder Folder(string model) => ModelFolder.Open(Path.Combine(GoldenPipelines.Path, "models", model));

    private static async Task<SeamScore> ScoresAsync(TexturePipeline pipeline, TileMode tile)
    {
        var scores = new List<SeamScore>();
        foreach (var prompt in Prompts)
            scores.Add(SeamScore.Of((await pipeline.GenerateAsync(Request with { Prompt = prompt, Seed = (ulong)scores.Count, Tile = tile })).Image));
        return new SeamScore(scores.Average(score => score.X), scores.Average(score => score.Y));
    }

    private static float[] Move(float[] planes, TensorShape shape, int right, int down)
    {
        var (rows, columns, moved) = (shape[2], shape[3], new float[planes.Length]);
        for (var i = 0; i < planes.Length; i++)
        {
            var (plane, row, column) = (i / (rows * columns), i / columns % rows, i % columns);
            moved[(((plane * rows) + ((row + down) % rows)) * columns) + ((column + right) % columns)] = planes[i];
        }
        return moved;
    }

    private static float Largest(Image a, Image b) => a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Max();
}
