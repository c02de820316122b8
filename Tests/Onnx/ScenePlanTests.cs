using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Concept art by a material model, on the untrained one.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class ScenePlanTests : IDisposable
{
    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    private static readonly TextureRequest Request = new() { Prompt = "concrete", Seed = 5, Steps = 1, Width = 64, Height = 64 };

    private readonly OnnxBackend _backend = OnnxBackend.Create();
    private readonly TexturePipeline _pipeline;

    public ScenePlanTests() => _pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), _backend).GetAwaiter().GetResult();

    public void Dispose()
    {
        _pipeline.Dispose();
        _backend.Dispose();
    }

    [Test]
    public async Task EachPromptsMaterialIsMadeOnceForAllViews()
    {
        var (one, other) = (View(new Staircase(96, 72)), View(new Staircase(96, 72, new(1.5f, 2.2f, -1))));
        var plan = ScenePlan.For(_pipeline, Request, new Dictionary<int, string> { [1] = "moss", [2] = "brick", [3] = "brick", [99] = "gold" }, one, other);
        var drawn = new[] { one, other }.Sum(view => view.Depth.Pixels.ToArray().Count(depth => depth > 0)) / (2.0 * one.Depth.Pixels.Length);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Parts.Select(part => part.Request.Prompt), Is.EquivalentTo(new[] { "moss", "brick", "concrete" }));
            Assert.That(plan.Parts.Single(part => part.Request.Prompt == "brick").Ids, Is.EqualTo(new[] { 2, 3 }));
            Assert.That(plan.Parts.Single(part => part.Request.Prompt == "concrete").Ids, Is.EqualTo(new[] { 4, 5, 6, 7 }));
            Assert.That(plan.Parts.Select(part => part.Share), Is.Ordered.Descending);
            Assert.That(plan.Parts.Sum(part => part.Share), Is.EqualTo(drawn).Within(1e-9));
            Assert.That(plan.Parts.Select(part => (part.Request.Tile, part.Request.Seed)), Has.All.EqualTo(((TileMode?)TileMode.XY, (ulong?)5)));
            Assert.That(plan.Notes, Has.Exactly(1).Items.And.All.Contains("(99)"));
        });

        var materials = new List<MaterialMaps>();
        foreach (var part in plan.Parts) materials.Add((await _pipeline.GenerateAsync(part.Request)).Maps!);
        var byId = plan.Parts.Zip(materials).SelectMany(pair => pair.First.Ids.Select(id => (id, pair.Second))).ToDictionary(pair => pair.id, pair => pair.Second);
        Assert.That(plan.Compose(other, materials).Pixels.ToArray(), Is.EqualTo(other.Compose(byId, materials[0]).Pixels.ToArray()));
        Assert.That(() => plan.Compose(one, materials[..1]), Throws.ArgumentException.With.Message.Contains("3 materials"));
    }

    [Test]
    public void WithoutASeedAllPartsHaveTheSame()
    {
        var plan = ScenePlan.For(_pipeline, Request with { Seed = null }, new Dictionary<int, string> { [1] = "moss" }, View(new Staircase(96, 72)));
        Assert.That(plan.Parts.Select(part => part.Request.Seed), Is.EqualTo(new ulong?[] { plan.Seed, plan.Seed }));
    }

    [Test]
    public async Task WhatCannotBeComposedIsRefused()
    {
        var (view, none) = (View(new Staircase(96, 72)), new Dictionary<int, string>());
        var folder = RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet");
        using var things = await TexturePipeline.OpenAsync(ModelFolder.Open(folder), _backend);
        Assert.Multiple(() =>
        {
            Assert.That(() => ScenePlan.For(_pipeline, Request with { Start = new() { Image = PictureSource.FromImage(new Image(64, 64, 3), "a") } }, none, view), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("for each object"));
            Assert.That(() => ScenePlan.For(_pipeline, Request, none, view with { Depth = new Image(96, 72, 1) }), Throws.TypeOf<ScumbleException>().With.Message.Contains("show nothing"));
            Assert.That(() => ScenePlan.For(_pipeline, Request, none, view with { Ids = null }), Throws.ArgumentException.With.Message.Contains("no ids"));
            Assert.That(() => ScenePlan.For(things, Request, none, view), Throws.TypeOf<InvalidRequestException>().With.Property("Hint").Contains("SceneSteering"));
        });
    }

    private static SceneComposition View(Staircase scene)
    {
        var seen = scene.Seen(Convention);
        using var input = seen.ToInput(new CpuImageOps());
        return new() { Depth = CpuImageOps.ToImage(input.Depth!), Rays = input.Rays!.Value, World = seen.Camera.ToWorld(Convention), Ids = CpuImageOps.ToImage(input.Ids!) };
    }
}
