using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Several pictures denoised together, against each by itself.</summary>
public class BatchedRunTests
{
    private static readonly TextureRequest Small = new() { Prompt = "moss", Seed = 1, Width = 64, Height = 96, Steps = 3 };

    public static IEnumerable<TextureRequest> Kinds() =>
    [
        Small,
        Small with { Guidance = 1 },
        Small with { Guidance = new() { Scale = 3, Rescale = 0.7 }, Sampling = new() { Sampler = "euler_ancestral" } },
        Small with { Guidance = new() { Scale = 3, End = 1 }, Sampling = new() { Sampler = "euler", BrownianNoise = true } },
        Small with { Guidance = new() { Scale = 3, End = 1 }, Sampling = new() { Sampler = "dpmpp_2m" } },
    ];

    [Test]
    public async Task EachIsTheTextureOfARunOfItsOwn([ValueSource(nameof(Kinds))] TextureRequest kind, [Values(2, 4)] int count)
    {
        TextureRequest[] requests = [.. Enumerable.Range(0, count).Select(i => kind with { Prompt = i == 2 ? "" : $"moss {i}", NegativePrompt = $"snow {i}", Seed = (ulong)(7 * i) })];
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var (together, previews) = Together(pipeline, [.. requests.Select(request => new BatchedRequest(request))]);
        var isEqual = true;
        for (var i = 0; i < count; i++)
        {
            var alone = await pipeline.GenerateAsync(requests[i]);
            Assert.That((together[i].Identity, together[i].Warnings), Is.EqualTo((alone.Identity, alone.Warnings)));
            foreach (var map in alone.Maps!.All) isEqual &= Agree(together[i].Maps![map], alone.Maps[map], $"picture {i}, {map}");
        }
        Assert.That(previews.Select(preview => preview.Count), Has.All.EqualTo(3), "one after each step");
        var first = pipeline.Run(requests[1]).Select(step => pipeline.Preview(step)).First(preview => preview is not null)!;
        Agree(previews[1][0], first.Image, "the preview of the second");
        TestContext.Out.WriteLine(isEqual ? "bits are equal" : "bits differ");
    }

    // The embedded model turns a seed's noise as the prompt says, of each picture as its own.
    [Test]
    public async Task EachPromptTurnsItsOwnNoise()
    {
        TextureRequest[] requests = [.. new[] { "green moss", "rusty steel", "oak wood planks" }.Select(prompt => new TextureRequest { Prompt = prompt, Seed = 7, Width = 64, Height = 64, Steps = 2 })];
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(InstalledModels.Default), backend);
        var (together, _) = Together(pipeline, [.. requests.Select(request => new BatchedRequest(request))]);
        for (var i = 0; i < requests.Length; i++) Agree(together[i].Image, (await pipeline.GenerateAsync(requests[i])).Image, requests[i].Prompt);
    }

    [Test]
    public async Task TheEmbeddedModelsToo([Values(1, 2)] int threads)
    {
        TextureRequest[] requests = [.. new[] { "rusty metal plates", "oak planks", "moss on cobble", "" }.Select((words, i) => new TextureRequest { Prompt = words, Seed = (ulong)i, Width = 128, Height = 64, Steps = 4 })];
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = threads });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine("Models~", "scumble-tiny")), backend);
        var (together, _) = Together(pipeline, [.. requests.Select(request => new BatchedRequest(request))]);
        var furthest = 0f;
        for (var i = 0; i < requests.Length; i++)
        {
            var alone = await pipeline.GenerateAsync(requests[i]);
            foreach (var map in alone.Maps!.All)
            {
                Agree(together[i].Maps![map], alone.Maps[map], $"{requests[i].Prompt}, {map}");
                for (var k = 0; k < alone.Maps[map].Pixels.Length; k++) furthest = Math.Max(furthest, Math.Abs(together[i].Maps![map].Pixels[k] - alone.Maps[map].Pixels[k]));
            }
        }
        TestContext.Out.WriteLine($"the furthest value differs by {furthest:g3}");
    }

    [Test]
    public async Task WhatIsGivenUpIsNotDecodedAndTheOthersAreWhole()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var given = new CancellationTokenSource();
        BatchedRequest[] pictures = [.. Enumerable.Range(0, 2).Select(i => new BatchedRequest(Small with { Seed = (ulong)i }, null, i == 0 ? given.Token : default))];
        var seen = new List<int>();
        TextureResult? result = null;
        foreach (var step in pipeline.Run(pictures))
        {
            if (step.StepsDone == 1) given.Cancel();
            if (step.Stage is PipelineStage.Decode or PipelineStage.Maps) seen.Add(step.Picture);
            result = step.Result ?? result;
        }
        Assert.That(seen, Is.EqualTo(new[] { 1, 1, 1 }));
        var alone = await pipeline.GenerateAsync(pictures[1].Request);
        Agree(result!.Image, alone.Image, "the other");
    }

    [Test]
    public async Task WhenAllAreGivenUpTheRunEnds()
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using CancellationTokenSource one = new(), other = new();
        using var steps = pipeline.Run(new BatchedRequest(Small, null, one.Token), new BatchedRequest(Small with { Seed = 2 }, null, other.Token)).GetEnumerator();
        while (steps.MoveNext() && steps.Current.StepsDone < 1) { }
        one.Cancel();
        Assert.That(steps.MoveNext, Is.True, "one goes on");
        other.Cancel();
        Assert.That(() => { while (steps.MoveNext()) { } }, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await pipeline.GenerateAsync(Small)).Image.Width, Is.EqualTo(64), "and the pipeline stays usable");
    }

    [Test]
    public async Task OnlyOneShapeIsTaken()
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var other = Small with { Prompt = "oak", Seed = 9, ClassLabel = null };
        var started = Small with { Start = new() { Image = PictureSource.FromImage(new Image(64, 96, 3), "x.png") } };
        Assert.That((pipeline.CanBatch(Small), pipeline.CanBatch(started)), Is.EqualTo((true, false)));
        Assert.That(() => pipeline.Run(new BatchedRequest(started), new(started)), Throws.ArgumentException);
        foreach (var request in new[] { Small with { Steps = 2 }, Small with { Width = 96 }, Small with { Guidance = 2 }, Small with { Tile = TileMode.X }, Small with { Sampling = new() { Sampler = "euler_ancestral" } } })
            Assert.That(() => pipeline.Run(new BatchedRequest(other), new(request)), Throws.ArgumentException, request.ToString());
        Assert.That(() => pipeline.Run(new BatchedRequest(other), new(Small)), Throws.Nothing);
        Assert.That(() => pipeline.Run(), Throws.InstanceOf<ArgumentException>());
    }

    private static (TextureResult[] Results, List<Image>[] Previews) Together(TexturePipeline pipeline, BatchedRequest[] pictures)
    {
        var (results, previews) = (new TextureResult[pictures.Length], pictures.Select(_ => new List<Image>()).ToArray());
        foreach (var step in pipeline.Run(pictures))
        {
            if (step.Result is { } result) results[step.Picture] = result;
            for (var i = 0; step.Sample is not null && i < pictures.Length; i++) previews[i].Add(pipeline.Preview(step, i)!.Image);
        }
        return (results, previews);
    }

    // Within a ten-thousandth, absolute and relative. Whether the bits are equal.
    private static bool Agree(Image found, Image expected, string what)
    {
        Assert.That((found.Width, found.Height, found.Channels), Is.EqualTo((expected.Width, expected.Height, expected.Channels)), what);
        var worst = Enumerable.Range(0, expected.Pixels.Length).MaxBy(i => Math.Abs(found.Pixels[i] - expected.Pixels[i]) - (1e-4 * Math.Abs(expected.Pixels[i])));
        Assert.That(found.Pixels[worst], Is.EqualTo(expected.Pixels[worst]).Within(1e-4 + (1e-4 * Math.Abs(expected.Pixels[worst]))), $"{what}, worst at {worst}");
        return found.Pixels.SequenceEqual(expected.Pixels);
    }
}
