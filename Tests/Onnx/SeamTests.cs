using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Pipeline;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>What is generated to tile shows its seam little more than real tiling textures do: every map, on both axes.</summary>
[NonParallelizable]
public class SeamTests
{
    private static readonly string[] Prompts =
    [
        "mossy cobblestone, wet", "red brick wall", "rusty metal plates", "oak planks", "snow", "dry cracked mud", "woven blue fabric", "gold",
    ];

    private static readonly double Limit = 1.3 * Directory.EnumerateFiles(RepositoryRoot.Combine("Tests", "Data", "Textures"), "*.png")
        .Max(path => SeamScore.Of(ImageFiles.Read(path)).Worst);

    // The embedded model too, where it is.
    private static IEnumerable<string> Models =>
        new[] { "Tests/Data/Models/untrained", "Models~/scumble-tiny" }.Where(path => File.Exists(RepositoryRoot.Combine(path, "model_index.json")));

    [Test]
    public async Task GeneratedMaterialsTile(
        [ValueSource(nameof(Models))] string model, [Values("64x64", "128x96", "256x256")] string size)
    {
        using var backend = OnnxBackend.Create();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine(model)), backend);
        var (width, height) = (int.Parse(size.Split('x')[0]), int.Parse(size.Split('x')[1]));
        var scores = new List<(double Score, string What)>();
        foreach (var prompt in Prompts)
        {
            var result = await pipeline.GenerateAsync(new TextureRequest { Prompt = prompt, Seed = 7, Width = width, Height = height, Tile = TileMode.XY });
            scores.AddRange(Named(result.Maps).Select(map => (SeamScore.Of(map.Image).Worst, $"{map.Name} of '{prompt}'")));
        }
        foreach (var (score, what) in scores.OrderDescending().Take(3)) TestContext.Out.WriteLine($"{score:f3} {what}");
        Assert.That(scores.Where(one => !(one.Score <= Limit)), Is.Empty, $"at most {Limit:f3}");
    }

    [Test]
    public async Task ACutMaterialIsOverTheLimit()
    {
        using var backend = OnnxBackend.Create();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var result = await pipeline.GenerateAsync(new TextureRequest { Prompt = Prompts[0], Seed = 7, Width = 256, Height = 256, Tile = TileMode.None });
        foreach (var (name, image) in Named(result.Maps)) Assert.That(SeamScore.Of(image).Worst, Is.GreaterThan(Limit), name);
    }

    private static (string Name, Image Image)[] Named(MaterialMaps maps) =>
    [
        ("base colour", maps.BaseColor), ("normal", maps.Normal), ("height", maps.Height),
        ("roughness", maps.Roughness), ("metallic", maps.Metallic), ("occlusion", maps.Occlusion),
    ];
}
