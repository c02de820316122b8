using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

[NonParallelizable]
public class TexturePipelineTests
{
    private static readonly TextureRequest Small = new() { Prompt = "mossy cobblestone, wet", Seed = 7, Steps = 2, Width = 64, Height = 64 };

    private OnnxBackend _backend = null!;
    private TexturePipeline _pipeline = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _backend = OnnxBackend.Create();
        _pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), _backend);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _backend.Dispose();
    }

    [Test]
    public async Task TheResultSaysWhatMadeIt()
    {
        var result = await _pipeline.GenerateAsync(Small with { Seed = null });
        Assert.That(result.Request.ToJson(), Does.Contain("seed").And.Contain("guidance").And.Contain("tile").And.Contain("sampler").And.Contain("schedule"));
        Assert.That(result.Times.Select(time => time.Stage), Is.EqualTo(Enum.GetValues<PipelineStage>()));
        Assert.That((result.Backend.Chosen, result.Backend.Refused.Count), Is.EqualTo(("cpu", 2)));
        Assert.That((result.ModelHash.Length, result.Identity.Length, result.Recipe.Identity), Is.EqualTo((64, 64, result.Identity)));
        var again = await _pipeline.GenerateAsync(TextureRequest.FromJson(result.Request.ToJson()));
        AssertSame(result.Maps!, again.Maps!);
        Assert.That((again.Request, again.Identity), Is.EqualTo((result.Request, result.Identity)));
    }

    [Test]
    public async Task TheSeedDecidesEveryBit()
    {
        var first = await _pipeline.GenerateAsync(Small);
        await _pipeline.GenerateAsync(Small with { Width = 96, Prompt = "red brick" });
        AssertSame(first.Maps!, (await _pipeline.GenerateAsync(Small)).Maps!);
        var other = await _pipeline.GenerateAsync(Small with { Seed = 8 });
        Assert.That(other.Maps!.BaseColor.Pixels.SequenceEqual(first.Maps!.BaseColor.Pixels), Is.False);
    }

    [Test]
    public async Task AnotherPipelineGivesTheSameBits()
    {
        using var backend = OnnxBackend.Create();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        var request = Small with { Width = 256, Height = 128, Steps = null };
        AssertSame((await _pipeline.GenerateAsync(request)).Maps!, (await pipeline.GenerateAsync(request)).Maps!);
    }

    [Test]
    public async Task CallsAtOnceGiveWhatCallsInTurnGive()
    {
        var expected = new List<TextureResult>();
        for (var seed = 0ul; seed < 3; seed++) expected.Add(await _pipeline.GenerateAsync(Small with { Seed = seed }));
        var found = await Task.WhenAll(Enumerable.Range(0, 3).Select(seed => _pipeline.GenerateAsync(Small with { Seed = (ulong)seed })));
        for (var i = 0; i < 3; i++) AssertSame(expected[i].Maps!, found[i].Maps!);
    }

    [Test]
    public void PullingGivesEveryStepAndRefusesASecondRun()
    {
        var steps = new List<PipelineStep>();
        foreach (var step in _pipeline.Run(Small))
        {
            if (steps.Count == 2) Assert.That(() => _pipeline.Run(Small).First(), Throws.InvalidOperationException);
            steps.Add(step);
        }
        Assert.That(steps.Select(step => (step.Stage, step.StepsDone)), Is.EqualTo(new[]
        {
            (PipelineStage.Encode, 0), (PipelineStage.Denoise, 0), (PipelineStage.Denoise, 1), (PipelineStage.Denoise, 2),
            (PipelineStage.Decode, 2), (PipelineStage.Maps, 2), (PipelineStage.Maps, 2),
        }));
        Assert.That(steps[^1].Result, Is.Not.Null);
    }

    [Test]
    public async Task CancellationStopsWithinAStepAndThePipelineGoesOn()
    {
        using var source = new CancellationTokenSource();
        var last = 0;
        var progress = new Immediate(report =>
        {
            last = report.StepsDone;
            if (report.StepsDone == 2) source.Cancel();
        });
        Assert.That(async () => await _pipeline.GenerateAsync(Small with { Steps = 50 }, progress, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(last, Is.EqualTo(2));
        Assert.That((await _pipeline.GenerateAsync(Small)).Maps, Is.Not.Null);
    }

    [Test]
    public async Task CancellationEndsTheGraphThatRuns()
    {
        var large = Small with { Width = 1024, Height = 1024, Steps = 1 };
        foreach (var stage in new[] { PipelineStage.Denoise, PipelineStage.Decode })
        {
            // How long the graph runs depends on the machine: the first delay that it outlasts.
            OperationCanceledException? error = null;
            var cancelled = 0L;
            for (var delay = 64; error is null && delay > 0; delay /= 2)
            {
                using var source = new CancellationTokenSource();
                using var watch = source.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
                var progress = new Immediate(report =>
                {
                    if (report.Stage == stage && report.StepsDone == (stage == PipelineStage.Decode ? 1 : 0)) source.CancelAfter(delay);
                });
                try
                {
                    await _pipeline.GenerateAsync(large, progress, source.Token);
                }
                catch (OperationCanceledException caught)
                {
                    error = caught;
                }
            }
            var late = Stopwatch.GetElapsedTime(cancelled);
            Assert.That(error, Is.Not.Null, $"{stage}: cancelled");
            TestContext.Out.WriteLine($"{stage}: {late.TotalMilliseconds:0} ms after the cancellation");
            Assert.That(error!.StackTrace, Does.Contain("OnnxBinding"), $"{stage}: the graph itself was ended");
            Assert.That(late, Is.LessThan(TimeSpan.FromSeconds(2)), $"{stage}");
        }
        var (first, again) = (await _pipeline.GenerateAsync(Small), await _pipeline.GenerateAsync(Small));
        AssertSame(first.Maps!, again.Maps!);
    }

    [TestCase(TileMode.XY, true, true)]
    [TestCase(TileMode.X, true, false)]
    [TestCase(TileMode.None, false, false)]
    public async Task TileModesKeepTheSizeThatWasAskedFor(TileMode tile, bool x, bool y)
    {
        var maps = (await _pipeline.GenerateAsync(Small with { Width = 96, Tile = tile })).Maps!;
        Assert.That((maps.BaseColor.Width, maps.BaseColor.Height), Is.EqualTo((96, 64)));
        var canvas = Canvas.For(96, 64, tile, _pipeline.Defaults);
        Assert.That((canvas.Width == 96, canvas.Height == 64), Is.EqualTo((x, y)));
        Assert.That((canvas.Window.X, canvas.Window.Y), Is.EqualTo((x ? 0 : 32, y ? 0 : 32)));
    }

    [Test]
    public async Task EverySamplerRuns()
    {
        foreach (var sampler in Samplers.All.Where(sampler => sampler.Supports(new RectifiedFlow()) && !sampler.GoesToNoise))
            foreach (var guidance in new[] { 1.0, 3.0 })
            {
                var result = await _pipeline.GenerateAsync(Small with { Sampling = new() { Sampler = sampler.Id }, Guidance = guidance, Steps = 3 });
                Assert.That(result.Maps!.BaseColor.Pixels.ToArray(), Has.All.InRange(0f, 1f), sampler.Id);
            }
    }

    [Test]
    public async Task WordsThatTheModelLacksAreNamed()
    {
        var result = await _pipeline.GenerateAsync(Small with { Prompt = "mossy 龘 stone", Guidance = 1, NegativePrompt = "snow" });
        Assert.That(result.Warnings, Has.Some.Contains("龘").And.Some.Contains("guidance"));
    }

    [Test]
    public async Task EveryMemberOfGuidanceChangesThePicture()
    {
        var request = Small with { Steps = 4, Guidance = 5, Sampling = new() { Sampler = "ddim" } };
        var plain = await _pipeline.GenerateAsync(request);
        foreach (var changed in new[]
        {
            request with { Guidance = new() { Scale = 5, End = 1 } }, request with { Guidance = new() { Scale = 5, Interval = new(0.3, 0.8) } },
            request with { Guidance = new() { Scale = 5, Rescale = 0.7 } }, request with { Sampling = new() { Sampler = "ddim", Eta = 1 } },
        })
        {
            var result = await _pipeline.GenerateAsync(changed);
            Assert.That(result.Warnings, Is.EqualTo(plain.Warnings), changed.ToJson());
            Assert.That(result.Maps!.BaseColor.Pixels.SequenceEqual(plain.Maps!.BaseColor.Pixels), Is.False, changed.ToJson());
            AssertSame(result.Maps!, (await _pipeline.GenerateAsync(TextureRequest.FromJson(result.Request.ToJson()))).Maps!);
        }
        var linear = await _pipeline.GenerateAsync(request with { Guidance = new() { Scale = 5, End = 3 } });
        var cosine = await _pipeline.GenerateAsync(request with { Guidance = new() { Scale = 5, End = 3, Curve = GuidanceCurve.Cosine } });
        Assert.That(cosine.Maps!.BaseColor.Pixels.SequenceEqual(linear.Maps!.BaseColor.Pixels), Is.False);
    }

    [Test]
    public async Task MembersWithoutEffectAreNamed()
    {
        var request = Small with
        {
            Guidance = new() { Scale = 1, Interval = new(0.1, 0.9), Rescale = 0.5, Curve = GuidanceCurve.Linear },
            Sampling = new() { Sampler = "euler", Eta = 0.5 },
        };
        var result = await _pipeline.GenerateAsync(request);
        foreach (var word in new[] { "Eta", "interval", "rescale", "curve" }) Assert.That(result.Warnings, Has.One.Contains(word), word);
        var outside = await _pipeline.GenerateAsync(Small with { Guidance = new() { Scale = 4, Interval = new(2, 3) }, NegativePrompt = "snow" });
        Assert.That(outside.Warnings, Has.One.Contains("2 to 3").And.One.Contains("negative prompt has no effect: guidance is off"));
        AssertSame((await _pipeline.GenerateAsync(Small with { Guidance = 1 })).Maps!, outside.Maps!);
    }

    [Test]
    public void WhatTheModelCannotDoIsRefusedAtOnce()
    {
        Refuses(Small with { Width = 100 }, "width", "96");
        Refuses(Small with { Height = 4096 }, "height", "1024");
        Refuses(Small with { Sampling = new() { Sampler = "eulr" } }, "sampling.sampler", "euler");
        Refuses(Small with { Sampling = new() { Sampler = "ddim_inverse" } }, "sampling.sampler", "euler");
        Refuses(Small with { Sampling = new() { Schedule = "flo" } }, "sampling.schedule", "flow");
        Refuses(Small with { Steps = 0 }, "steps", "default");
        Assert.That(async () => await _pipeline.GenerateAsync(Small with { Prompt = string.Join(' ', Enumerable.Repeat("moss", 40)) }),
            Throws.TypeOf<InvalidRequestException>().With.Message.Contains("30 tokens"));
    }

    [Test]
    public async Task NoStepAllocates([Values(1, 4)] double guidance)
    {
        var request = Small with { Steps = 40, Guidance = new() { Scale = guidance, Interval = new(0.3, 0.8), Rescale = 0.5 } };
        await _pipeline.GenerateAsync(request);
        Assert.That(Allocated.LeastOf(() =>
        {
            var soFar = new List<long>(64);
            foreach (var step in _pipeline.Run(request))
                if (step is { Stage: PipelineStage.Denoise, StepsDone: > 0 }) soFar.Add(GC.GetAllocatedBytesForCurrentThread());
            return soFar[^1] - soFar[0];
        }), Is.Zero);
    }

    private static void AssertSame(MaterialMaps one, MaterialMaps other)
    {
        Assert.Multiple(() =>
        {
            Assert.That(other.BaseColor.Pixels.SequenceEqual(one.BaseColor.Pixels), "base colour");
            Assert.That(other.Normal.Pixels.SequenceEqual(one.Normal.Pixels), "normal");
            Assert.That(other.Height.Pixels.SequenceEqual(one.Height.Pixels), "height");
            Assert.That(other.Roughness.Pixels.SequenceEqual(one.Roughness.Pixels), "roughness");
            Assert.That(other.Metallic.Pixels.SequenceEqual(one.Metallic.Pixels), "metallic");
            Assert.That(other.Occlusion.Pixels.SequenceEqual(one.Occlusion.Pixels), "occlusion");
        });
    }

    private void Refuses(TextureRequest request, string member, string hint)
    {
        var e = Assert.Throws<InvalidRequestException>(() => _pipeline.Run(request));
        Assert.That((e!.Member, e.Hint), Is.EqualTo((member, e.Hint)));
        Assert.That(e.Hint, Does.Contain(hint));
    }

    private sealed class Immediate(Action<PipelineProgress> report) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value) => report(value);
    }
}
