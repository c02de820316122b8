using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>
/// What is generated to tile shows its seam no more than real tiling textures do. A joint between two bricks that lies on the
/// border by chance is a line like others, so the mean over eight materials under two seeds and all their maps is compared with the worst real
/// texture; that the border is no special place at all is what <see cref="WrapTests"/> prove.
/// </summary>
[NonParallelizable]
public class SeamTests
{
    private static readonly string[] Prompts =
    [
        "mossy cobblestone, wet", "red brick wall", "rusty metal plates", "oak planks", "snow", "dry cracked mud", "woven blue fabric", "gold",
    ];

    private static readonly double Limit = Directory.EnumerateFiles(RepositoryRoot.Combine("Tests", "Data", "Textures"), "*.png")
        .Max(path => Mean(SeamScore.Of(ImageFiles.Read(path))));

    [Test]
    public async Task GeneratedMaterialsTile(
        [ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model, [Values("128x128", "192x128", "256x256")] string size)
    {
        var (width, height) = (int.Parse(size.Split('x')[0]), int.Parse(size.Split('x')[1]));
        var scores = await Scores(model, new TextureRequest { Prompt = "", Width = width, Height = height, Tile = TileMode.XY });
        foreach (var (score, what) in scores.OrderDescending().Take(3)) TestContext.Out.WriteLine($"{score:f3} {what}");
        var median = Median(scores);
        TestContext.Out.WriteLine($"median {median:f3}, at most {Limit:f3}");
        Assert.That(median, Is.LessThanOrEqualTo(Limit));
    }

    [Test]
    public async Task CutMaterialsAreOverTheLimit([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        var scores = await Scores(model, new TextureRequest { Prompt = "", Width = 128, Height = 128, Tile = TileMode.None });
        Assert.That(Median(scores), Is.GreaterThan(1.5 * Limit));
    }

    // Edges that do not meet show in every picture; in one of them a plank's joint may happen to lie at the edge.
    private static double Median(List<(double Score, string What)> scores) => scores.Select(one => one.Score).Order().ElementAt(scores.Count / 2);

    // The mean of both axes for each map of each prompt's material. A map of one value has no seam.
    private static async Task<List<(double Score, string What)>> Scores(string model, TextureRequest request)
    {
        using var backend = OnnxBackend.Create();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine(model)), backend);
        var scores = new List<(double Score, string What)>();
        foreach (var prompt in Prompts)
            foreach (var seed in (ulong[])[7, 8])
            {
                var result = await pipeline.GenerateAsync(request with { Prompt = prompt, Seed = seed });
                scores.AddRange(Named(result.Maps!).Select(map => (Mean(SeamScore.Of(map.Image)), $"{map.Name} of '{prompt}', seed {seed}")));
            }
        return scores;
    }

    private static double Mean(SeamScore score) => (score.X + score.Y) / 2;

    private static (string Name, Image Image)[] Named(MaterialMaps maps) =>
    [
        ("base colour", maps.BaseColor), ("normal", maps.Normal), ("height", maps.Height),
        ("roughness", maps.Roughness), ("metallic", maps.Metallic), ("occlusion", maps.Occlusion),
    ];
}
