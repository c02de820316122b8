using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>What is said about a model is what its runs do: each ability that is named works, and each that is not is refused with its reason.</summary>
[NonParallelizable]
public class ModelAbilitiesTests
{
    private const int Edge = 64;

    private static string Recorded => RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models");

    private static IEnumerable<string> Models() => Directory.GetDirectories(Recorded).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        .Concat(["Models~/scumble-tiny"]);

    [TestCaseSource(nameof(Models))]
    public async Task WhatIsSaidIsDone(string model)
    {
        var folder = Folder(model);
        var (report, abilities) = (ModelReport.Of(folder), ModelFamilies.Of(folder).AbilitiesOf(folder));
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Abilities, Is.EqualTo(abilities.Words).And.Not.Empty);
        using var backend = OnnxBackend.Create("cpu");
        if (ModelFamilies.Of(folder) == ModelFamilies.Autoencoder)
        {
            Assert.That(() => TexturePipeline.OpenAsync(folder, backend), Refusal(abilities.Alone));
            return;
        }

        // One by one
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend);
        var alone = new TextureRequest { Prompt = "moss", Seed = 7, Steps = 2, Width = Size(pipeline), Height = Size(pipeline) };
        await Check(pipeline, abilities.Alone, seed => alone with { Seed = seed });
        await Check(pipeline, abilities.Image, seed => alone with { Start = new() { Image = Picture(seed), Strength = 0.5 } });
        await Check(pipeline, abilities.Mask, seed => alone with { Start = new() { Image = Picture(seed), Mask = Half() } });
        var own = folder.Components.Values.FirstOrDefault(component => component.HasGraph && component.Header.HasInput("controlnet_cond"))?.Name;
        var plain = abilities.Alone.IsThere ? alone : alone with { Start = new() { Image = Picture(1), Mask = Half() } };
        var hasNoneToTry = abilities.Controls.IsThere && own is null;
        if (!hasNoneToTry) await Check(pipeline, abilities.Controls, seed => plain with { Controls = [new ControlRequest { Model = own ?? "edges", Image = Picture(seed) }] });

        // What every result shows
        var result = await pipeline.GenerateAsync(plain with { Tile = TileMode.XY });
        Assert.That(result.Maps?.All, abilities.Maps.IsThere ? Is.EqualTo(abilities.Layout!.Maps) : Is.Null);
        Assert.That(result.Warnings.Any(warning => warning.Contains("edges may not meet", StringComparison.Ordinal)), Is.Not.EqualTo(report.Abilities.Any(ability => ability.StartsWith("edges that meet", StringComparison.Ordinal))));
        await CheckRefiner(folder, abilities.Refiner, alone);
    }

    [Test]
    public void WithoutItsEncoderAModelReadsNoPictures()
    {
        using var copy = new ModelCopy("sd15");
        var folder = ModelFolder.Open(copy.Without("vae_encoder").Path);
        var abilities = ModelFamilies.Of(folder).AbilitiesOf(folder);
        Assert.That((abilities.Alone.IsThere, abilities.Image.IsThere, abilities.Mask.IsThere), Is.EqualTo((true, false, false)));
        Assert.That(abilities.Words, Has.None.Contains("--image"));
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = TexturePipeline.OpenAsync(folder, backend).GetAwaiter().GetResult();
        Assert.That(() => pipeline.Run(new TextureRequest { Prompt = "moss", Start = new() { Image = Picture(1) } }), Refusal(abilities.Image));
    }

    // Whether it works shows in the result: other pictures, or another seed, make another one.
    private static async Task Check(TexturePipeline pipeline, Ability ability, Func<ulong, TextureRequest> request)
    {
        if (!ability.IsThere)
        {
            Assert.That(() => pipeline.Run(request(1)), Refusal(ability));
            return;
        }
        var (one, other) = (await pipeline.GenerateAsync(request(1)), await pipeline.GenerateAsync(request(2)));
        Assert.That(one.Image.Pixels.SequenceEqual(other.Image.Pixels), Is.False, ability.Words);
    }

    private static async Task CheckRefiner(ModelFolder folder, Ability ability, TextureRequest request)
    {
        using var backend = OnnxBackend.Create("cpu");
        var options = new PipelineOptions { Refiner = Folder("sdxl-refiner") };
        if (!ability.IsThere)
        {
            Assert.That(() => TexturePipeline.OpenAsync(folder, backend, options), Refusal(ability));
            return;
        }
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend, options);
        Assert.That((await pipeline.GenerateAsync(request)).Image.Width, Is.EqualTo(request.Width));
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Refusal(Ability ability) =>
        Throws.TypeOf<InvalidRequestException>().With.Message.EqualTo(ability.Refusal).And.Property(nameof(InvalidRequestException.Member)).EqualTo(ability.Member);

    private static int Size(TexturePipeline pipeline) => Math.Min(pipeline.Defaults.Size, Math.Max(pipeline.Defaults.MinSize, Edge));

    private static ModelFolder Folder(string model) => ModelFolder.Open(model.Contains('/') ? RepositoryRoot.Combine(model) : Path.Combine(Recorded, model));

    private static PictureSource Picture(ulong seed) => PictureSource.FromImage(Pictures.Noise(Edge, Edge, 3, (int)seed), $"noise {seed}");

    private static PictureSource Half()
    {
        var mask = new Image(Edge, Edge, 1);
        mask.Pixels[..(Edge * Edge / 2)].Fill(1);
        return PictureSource.FromImage(mask, "half");
    }
}
