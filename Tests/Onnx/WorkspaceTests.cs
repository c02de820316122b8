using NUnit.Framework;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>What a pipeline keeps for further requests, and what a pulled generation shows before it is done.</summary>
public class WorkspaceTests
{
    private static readonly TextureRequest Small = new() { Prompt = "moss", Seed = 1, Width = 64, Height = 64, Steps = 2 };

    [TestCase(1, ExpectedResult = false)]
    [TestCase(2, ExpectedResult = true)]
    public async Task<bool> SizesThatAlternateKeepTheirBuffers(int workspaces)
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend, new PipelineOptions { Workspaces = workspaces });
        TextureRequest[] both = [Small, Small with { Width = 96 }];
        foreach (var request in both) await pipeline.GenerateAsync(request);
        backend.Bindings.Clear();
        foreach (var request in both) await pipeline.GenerateAsync(request);
        return !backend.Bindings.Contains("unet") && !backend.Bindings.Contains("vae_decoder");
    }

    [Test]
    public async Task WhatIsReleasedIsMadeAgain()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var before = await pipeline.GenerateAsync(Small);
        pipeline.ReleaseWorkspaces();
        var after = await pipeline.GenerateAsync(Small);
        Assert.That(after.Image.Pixels.SequenceEqual(before.Image.Pixels));
        using var pulled = pipeline.Run(Small).GetEnumerator();
        pulled.MoveNext();
        Assert.That(pipeline.ReleaseWorkspaces, Throws.InvalidOperationException);
    }

    [TestCase(128, 64, 64, 32)]
    [TestCase(128, 128, 32, 32)]
    [TestCase(64, 64, 32, 32)]
    public async Task APreviewIsSmallAndChangesNothing(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var request = Small with { Width = width, Height = height };
        var expected = await pipeline.GenerateAsync(request);
        TextureResult? result = null;
        var seen = 0;
        foreach (var step in pipeline.Run(request))
        {
            result = step.Result;
            if (pipeline.Preview(step) is not { } preview) continue;
            seen++;
            Assert.That((preview.Image.Width, preview.Image.Height, preview.Maps!.All.Count), Is.EqualTo((expectedWidth, expectedHeight, 6)));
        }
        Assert.That(seen, Is.EqualTo(2), "after each step");
        Assert.That(result!.Image.Pixels.SequenceEqual(expected.Image.Pixels));
    }

    // The decoder itself as the one for previews: what is seen after the last step is the picture, and where that is large a half of it.
    [TestCase(128, 64, 128, 64)]
    [TestCase(640, 512, 320, 256)]
    public async Task AModelMayHaveADecoderForPreviews(int width, int height, int expectedWidth, int expectedHeight)
    {
        var copy = TestModel.Copy();
        Directory.CreateDirectory(Path.Combine(copy, "vae_decoder_preview"));
        foreach (var file in Directory.GetFiles(Path.Combine(copy, "vae_decoder"))) File.Copy(file, Path.Combine(copy, "vae_decoder_preview", Path.GetFileName(file)));
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy), backend);
        TexturePreview? last = null;
        TextureResult? result = null;
        foreach (var step in pipeline.Run(Small with { Width = width, Height = height }))
        {
            result = step.Result;
            last = pipeline.Preview(step) ?? last;
        }
        Assert.Multiple(() =>
        {
            Assert.That((last!.Image.Width, last.Image.Height, last.Maps!.All.Count), Is.EqualTo((expectedWidth, expectedHeight, 6)));
            Assert.That(backend.Runs.Count(run => run.Contains("vae_decoder_preview", StringComparison.Ordinal)), Is.EqualTo(2), "after each step");
            Assert.That(backend.Runs.Count(run => run.Contains("vae_decoder", StringComparison.Ordinal)), Is.EqualTo(3));
            if (expectedWidth == width) Assert.That(last.Image.Pixels.SequenceEqual(result!.Image.Pixels));
        });
    }

    [Test]
    public async Task ADescriptionIsWhatTheReportWillSay()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var described = pipeline.Describe(Small);
        Assert.That(backend.Runs, Is.Empty);
        var made = await pipeline.GenerateAsync(Small);
        Assert.That((described.Identity, described.Request), Is.EqualTo((made.Identity, made.Request)));
    }

    [Test]
    public async Task APulledGenerationIsCancelled()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var cancellation = new CancellationTokenSource();
        using (var pulled = pipeline.Run(Small, cancellation.Token).GetEnumerator())
        {
            while (pulled.Current.StepsDone < 1) pulled.MoveNext();
            cancellation.Cancel();
            Assert.That(pulled.MoveNext, Throws.InstanceOf<OperationCanceledException>());
        }
        Assert.That((await pipeline.GenerateAsync(Small)).Image.Width, Is.EqualTo(64), "the pipeline stays usable");
    }
}
