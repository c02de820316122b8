using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>
/// What is generated to tile shows its seam no more than real tiling textures do: the median over eight materials under two seeds and all their maps is compared with the
/// worst real texture. A joint between two bricks that lies on the border by chance is a line like others, and no larger a step than those inside: of few maps it is
/// the largest. That the border is no special place at all is what <see cref="WrapTests"/> prove.
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
        foreach (var (score, largest, what) in scores.OrderByDescending(one => one.Score).Take(3)) TestContext.Out.WriteLine($"{score:f3} {what}, the largest step on {largest} of 2 axes");
        var (median, share) = (Median(scores), Largest(scores));
        TestContext.Out.WriteLine($"median {median:f3}, at most {Limit:f3}; {share:p1} of the edges are their map's largest step");
        Assert.That(median, Is.LessThanOrEqualTo(Limit));
        Assert.That(share, Is.LessThanOrEqualTo(0.05), "one in a hundred to two hundred is by chance");
    }

    [Test]
    public async Task CutMaterialsAreOverTheLimit([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        var scores = await Scores(model, new TextureRequest { Prompt = "", Width = 128, Height = 128, Tile = TileMode.None });
        TestContext.Out.WriteLine($"median {Median(scores):f3}, {Largest(scores):p1} of the edges are their map's largest step");
        Assert.That(Median(scores), Is.GreaterThan(1.5 * Limit));
        Assert.That(Largest(scores), Is.GreaterThan(0.3));
    }

    private static double Median(List<(double Score, int Largest, string What)> scores) => scores.Select(one => one.Score).Order().ElementAt(scores.Count / 2);

    private static double Largest(List<(double Score, int Largest, string What)> scores) => scores.Sum(one => one.Largest) / (2.0 * scores.Count);

    // The mean of both axes for each map of each prompt's material. A map of one value has no seam.
    private static async Task<List<(double Score, int Largest, string What)>> Scores(string model, TextureRequest request)
    {
        using var backend = OnnxBackend.Create();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine(model)), backend);
        var scores = new List<(double Score, int Largest, string What)>();
        foreach (var prompt in Prompts)
            foreach (var seed in (ulong[])[7, 8])
            {
                var result = await pipeline.GenerateAsync(request with { Prompt = prompt, Seed = seed });
                scores.AddRange(Named(result.Maps!).Select(map => (Mean(SeamScore.Of(map.Image)), LargestSteps(map.Image), $"{map.Name} of '{prompt}', seed {seed}")));
            }
        return scores;
    }

    // On how many axes the step across the edge is larger than every step inside; of a map of one value on none.
    private static int LargestSteps(Image image)
    {
        var (columns, rows) = (new double[image.Width], new double[image.Height]);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                for (var c = 0; c < image.Channels; c++)
                {
                    columns[x] += Math.Abs(image[x, y, c] - image[(x + 1) % image.Width, y, c]);
                    rows[y] += Math.Abs(image[x, y, c] - image[x, (y + 1) % image.Height, c]);
                }
        return new[] { columns, rows }.Count(steps => steps[^1] > steps[..^1].Max());
    }

    private static double Mean(SeamScore score) => (score.X + score.Y) / 2;

    private static (string Name, Image Image)[] Named(MaterialMaps maps) =>
    [
        ("base colour", maps.BaseColor), ("normal", maps.Normal), ("height", maps.Height),
        ("roughness", maps.Roughness), ("metallic", maps.Metallic), ("occlusion", maps.Occlusion),
    ];
}
