using System.Text.Json.Nodes;
using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>A material model that was distilled to whole steps, with guidance inside: it is told the scale and where each step ends.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FlowMapTests : IDisposable
{
    private static readonly TextureRequest Small = new() { Prompt = "mossy cobblestone, wet", Seed = 7, Steps = 3, Width = 64, Height = 64 };

    private readonly string _folder = TestModel.Copy();
    private readonly CountingBackend _backend = new();

    public FlowMapTests()
    {
        var path = Path.Combine(_folder, "unet", "model.onnx");
        var graph = OnnxGraph.Read(path);
        foreach (var name in new[] { "timestep_next", "guidance" }) graph.AddInput(new TensorPort(name, ElementType.Float32, [-1]));
        File.WriteAllBytes(path, graph.ToArray());
    }

    public void Dispose()
    {
        _backend.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task OneCallAStepTakesTheScaleAndGoesToZero()
    {
        await Generate(Small with { Guidance = 4.5 });
        Assert.That(_backend.Runs.Count(name => name == "unet"), Is.EqualTo(3));
        Assert.That(_backend.Taken["unet/guidance"], Is.EqualTo(new[] { 4.5f }));
        Assert.That(_backend.Taken["unet/timestep"], Has.One.GreaterThan(0));
        Assert.That(_backend.Taken["unet/timestep_next"], Is.EqualTo(new[] { 0f }));
    }

    [Test]
    public async Task ANegativePromptStillSteersAtTwiceTheWork()
    {
        await Generate(Small with { NegativePrompt = "moss", Guidance = new() { Scale = 4.5, TrueScale = 2 } });
        Assert.That(_backend.Taken["unet/guidance"], Is.EqualTo(new[] { 4.5f, 4.5f }));
        Assert.That(_backend.Taken["unet/timestep_next"], Is.EqualTo(new[] { 0f, 0f }));
    }

    [Test]
    public async Task WhatOnlyTwoCallsGiveIsGivenByTwo([Values("negative", "end", "interval", "rescale")] string asked)
    {
        Teach(6);
        var guidance = new GuidanceRequest { Scale = 4.5 };
        var result = await Generate(asked switch
        {
            "negative" => Small with { NegativePrompt = "moss", Guidance = guidance },
            "end" => Small with { Guidance = guidance with { End = 2 } },
            "interval" => Small with { Guidance = guidance with { Interval = new(0, 2) } },
            _ => Small with { Guidance = guidance with { Rescale = 0.7 } },
        });
        var inside = asked == "negative" ? 4.5f : 1f;
        Assert.That(_backend.Taken["unet/guidance"], Is.EqualTo(new[] { inside, inside }));
        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public void AbilitiesSayThatGuidanceCostsNothing() =>
        Assert.That(Scumble.Families.ModelReport.Of(ModelFolder.Open(_folder)).Abilities, Has.Some.Contains("guidance at no cost"));

    [TestCase(6, null)]
    [TestCase(6.5, "guidance from 1 to 6")]
    [TestCase(0.5, "guidance from 1 to 6")]
    public async Task GuidanceThatItWasNotTaughtIsWarnedOf(double scale, string? warning)
    {
        Teach(6);
        var warnings = (await Generate(Small with { Guidance = scale })).Warnings;
        Assert.That(warnings, warning is null ? Has.None.Contains("guidance") : Has.One.Contains(warning));
    }

    [TestCase("euler", false)]
    [TestCase("heun", true)]
    public async Task SamplersOfOtherStepsAreWarnedOf(string sampler, bool isWarned)
    {
        var warnings = (await Generate(Small with { Sampling = new() { Sampler = sampler } })).Warnings;
        Assert.That(warnings, isWarned ? Has.One.Contains("whole steps") : Has.None.Contains("whole steps"));
    }

    private void Teach(double most)
    {
        var path = Path.Combine(_folder, "model_index.json");
        var index = JsonNode.Parse(File.ReadAllText(path))!;
        index["scumble"]!["max_guidance"] = most;
        File.WriteAllText(path, index.ToJsonString());
    }

    private async Task<TextureResult> Generate(TextureRequest request)
    {
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(_folder), _backend);
        return await pipeline.GenerateAsync(request);
    }
}
