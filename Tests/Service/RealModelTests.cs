using System.Diagnostics;
using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>The service over ONNX Runtime on the CPU and textures in host memory.</summary>
public class RealModelTests
{
    private static readonly TextureRequest Small = new() { Prompt = "moss", Seed = 1, Width = 64, Height = 64, Steps = 2 };

    [Test]
    public async Task BitsAreThoseOfAPipelineWhateverRanInBetween([Values(1, 2)] int schedule, [Values(null, 1, 4)] int? partsInPump)
    {
        var random = new Random(schedule);
        TextureRequest[] requests = [.. Enumerable.Range(0, 8).Select(i => Small with { Prompt = $"moss {i % 3}", Seed = (ulong)i, Width = i % 2 == 0 ? 64 : 96, Steps = 1 + (i % 3), Guidance = i % 4 == 0 ? 1 : 3 })];
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var game = Open(backend, new ServiceOptions { GeneratesInPump = partsInPump is not null, GraphParts = partsInPump ?? 1 });
        var handles = new Dictionary<TextureRequest, TextureHandle>();
        foreach (var request in requests.OrderBy(_ => random.Next()))
        {
            using var disturbing = game.Service.Request(Small with { Prompt = "noise", Seed = (ulong)random.Next() }, random.Next(3));
            handles.Add(request, game.Service.Request(request, random.Next(3)));
            for (var i = random.Next(20); i > 0; i--) game.Pump();
        }
        game.UntilEnded(handles.Values);
        foreach (var (request, handle) in handles)
        {
            var expected = await pipeline.GenerateAsync(request);
            Assert.That(handle.Identity, Is.EqualTo(expected.Identity));
            Assert.That(handle.View.Texture.Maps, Is.EqualTo(expected.Maps!.All));
            foreach (var map in expected.Maps.All)
                Assert.That(((HostTexture)handle.View.Texture).Levels(map), Is.EqualTo(TextureContent.Of(expected).Levels(map)), $"{request.Prompt} {map}");
        }
    }

    [Test]
    public void APumpRunsOnePartOfAGraphAndGivesItUpBetweenTwo()
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        var runs = new Dictionary<int, int>();
        foreach (var parts in new[] { 1, 4 })
        {
            using var watched = new WatchedBackend(backend);
            using var game = Open(watched, new ServiceOptions { GeneratesInPump = true, GraphParts = parts, Previews = false });
            // A budget of nothing to speak of: one slice a pump.
            int Slice()
            {
                var before = watched.Total;
                game.Service.Pump(TimeSpan.FromTicks(1));
                return watched.Total - before;
            }
            var handle = game.Service.Request(Small);
            // Two where both prompts are read.
            while (handle.State != HandleState.Ready) Assert.That(Slice(), Is.LessThanOrEqualTo(2), $"in {parts} parts");
            runs.Add(parts, watched.Total);
            for (var slices = 0; slices < 12; slices++)
            {
                using var given = game.Service.Request(Small with { Seed = 100 + (ulong)slices, Width = 96 });
                while (given.State == HandleState.Waiting) Slice();
                for (var done = 0; done < slices && given.State == HandleState.Running;) done += Slice();
            }
            var after = game.Service.Request(Small with { Seed = 3 });
            game.UntilEnded(after);
            Assert.That((after.State, after.Error), Is.EqualTo((HandleState.Ready, (object?)null)), "after runs that were given up in the middle");
        }
        TestContext.Out.WriteLine($"runs of graphs and their parts: {runs[1]}, {runs[4]}");
        Assert.That(runs[4], Is.GreaterThan(2 * runs[1]));
    }

    [Test]
    public void WhatTheDiskKeptIsTheSameBits()
    {
        using var folder = new TemporaryFolder();
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        var made = new List<byte[]>();
        foreach (var model in new[] { TestModel.Path, TestModel.Path, folder["there is no model"] })
        {
            using var game = Open(backend, new ServiceOptions { Model = model, Cache = folder["cache"] });
            var handle = game.Service.Request(Small);
            game.UntilEnded(handle);
            Assert.That(handle.Error, Is.Null);
            made.Add([.. handle.View.Texture.Maps.SelectMany(((HostTexture)handle.View.Texture).Levels).SelectMany(level => level)]);
        }
        Assert.That(made[1], Is.EqualTo(made[0]), "from disk");
        Assert.That(made[2], Is.EqualTo(made[0]), "with no model at all");
    }

    [Test]
    public void ThePictureAloneIsOneMap()
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var game = Open(backend);
        var (picture, material) = (game.Service.Request(new ServiceRequest(Small) { PictureOnly = true }), game.Service.Request(Small));
        game.UntilEnded(picture, material);
        Assert.That((picture.View.Texture.Maps.Count, material.View.Texture.Maps.Count, picture.Identity), Is.EqualTo((1, 6, material.Identity)));
        Assert.That(((HostTexture)picture.View.Texture).Levels(picture.View.Texture.Maps[0]), Is.EqualTo(((HostTexture)material.View.Texture).Levels(picture.View.Texture.Maps[0])));
    }

    [Test]
    public void AModelFolderThatVanishesEndsRequestsWithAReason()
    {
        var copy = TestModel.Copy();
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var game = Open(backend, new ServiceOptions { Model = copy, Models = new Dictionary<string, ModelSource> { ["other"] = TestModel.Path }, MemoryBudgetInBytes = 6_000_000 });
        var before = game.Service.Request(Small);
        game.UntilEnded(before);
        Directory.Delete(copy, recursive: true);
        var open = game.Service.Request(Small with { Seed = 2 });
        game.UntilEnded(open);
        Assert.That((open.State, open.Error?.Message), Is.EqualTo((HandleState.Ready, (string?)null)), "what is open goes on");
        var other = game.Service.Request(new ServiceRequest(Small) { Model = "other" });
        game.UntilEnded(other);
        var after = game.Service.Request(Small with { Seed = 3 });
        game.UntilEnded(after);
        Assert.That((other.State, after.State), Is.EqualTo((HandleState.Ready, HandleState.Failed)), "the budget closed it meanwhile");
        Assert.That(after.Error!.Message, Does.Contain(copy));
        var unknown = game.Service.Request(new ServiceRequest(Small) { Model = "othr" });
        game.UntilEnded(unknown);
        Assert.That(unknown.Error!.Hint, Does.Contain("other"));
    }

    [Test]
    public void CancelledWorkEndsSoon()
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var watched = new WatchedBackend(backend);
        using var game = Open(watched);
        for (var round = 0; round < 3; round++)
        {
            var large = game.Service.Request(Small with { Width = 512, Height = 512, Steps = 50, Seed = (ulong)round });
            game.Until(() => large.State == HandleState.Running && watched.Runs > 0);
            var start = Stopwatch.GetTimestamp();
            large.Cancel();
            Assert.That(Stopwatch.GetElapsedTime(start).TotalMilliseconds, Is.LessThan(50), "returns at once");
            Assert.That(large.State, Is.EqualTo(HandleState.Cancelled));
            game.Until(() => watched.Runs == 0);
            TestContext.Out.WriteLine($"work ended after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
            Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.LessThan(3), "on a machine that does other things too");
        }
    }

    [Test]
    public void MemoryAndHandlesAreFlatOverAFewHundredGenerations() => Soak(300, 100, kilobytesEach: 100);

    [Test, Explicit("minutes")]
    public void MemoryAndHandlesAreFlatOverTenThousandGenerations() => Soak(10_000, 500, kilobytesEach: 1);

    // After a beginning, the slope of a straight line through memory, by the number of generations.
    private static void Soak(int count, int beginning, double kilobytesEach)
    {
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        // The model takes 20 MiB; room for some 60 textures, which are there after the beginning.
        using var game = Open(backend, new ServiceOptions { MemoryBudgetInBytes = 32 << 20 });
        var (memory, files, times) = (new List<(double X, double Y)>(), new List<(double X, double Y)>(), new List<(double X, double Y)>());
        var process = Process.GetCurrentProcess();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var handle = game.Service.Request(Small with { Seed = (ulong)i, Steps = 1, Guidance = 1, Width = i % 2 == 0 ? 64 : 96 });
            game.UntilEnded(handle);
            Assert.That(handle.Error, Is.Null);
            if (i < beginning || i % Math.Max(1, count / 200) != 0) continue;
            GC.Collect();
            process.Refresh();
            memory.Add((i, process.WorkingSet64 / 1024.0));
            times.Add((i, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            if (Directory.Exists("/proc/self/fd")) files.Add((i, Directory.GetFiles("/proc/self/fd").Length));
        }
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{count} generations: memory {memory[0].Y / 1024:0.0} MiB to {memory[^1].Y / 1024:0.0} MiB, slope {Slope(memory):0.000} KiB each; time {times.Average(t => t.Y):0.0} ms, slope {Slope(times) * 1000:0.000} ms a thousand; open files {files.FirstOrDefault().Y} to {files.LastOrDefault().Y}; {game.Service.Statistics}"));
        Assert.That(Slope(memory), Is.LessThan(kilobytesEach), "KiB for each generation");
        if (files.Count > 0) Assert.That(files[^1].Y, Is.LessThanOrEqualTo(files[0].Y + 5), "open files");
    }

    private static double Slope(List<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }

    private static Game Open(IInferenceBackend backend, ServiceOptions? options = null) =>
        new(TextureService.Open(backend, new HostTextureStore(), (options ?? new()) is var given && given.Model is null ? given with { Model = TestModel.Path } : given));

    private sealed class Game(TextureService service) : IDisposable
    {
        public TextureService Service => service;

        public void Pump() => service.Pump(TimeSpan.FromMilliseconds(5));

        public void Until(Func<bool> holds)
        {
            var start = Stopwatch.GetTimestamp();
            while (!holds())
            {
                Pump();
                Thread.Sleep(1);
                Assert.That(Stopwatch.GetElapsedTime(start).TotalMinutes, Is.LessThan(2), $"{service.Statistics}");
            }
        }

        public void UntilEnded(params IEnumerable<TextureHandle> handles) => Until(() => handles.All(handle => handle.State is not (HandleState.Waiting or HandleState.Running)));

        public void Dispose() => service.Dispose();
    }

    /// <summary>Says whether a graph runs right now.</summary>
    private sealed class WatchedBackend(OnnxBackend inner) : IInferenceBackend
    {
        private int _runs, _total;

        /// <summary>Runs that were begun.</summary>
        public int Total => Volatile.Read(ref _total);

        public int Runs => Volatile.Read(ref _runs);

        public BackendChoice Choice => inner.Choice;

        public ITensorOps Ops => inner.Ops;

        public IInferenceSession Open(GraphSource source) => new Session(this, inner.Open(source));

        public void Dispose()
        {
        }

        private sealed class Session(WatchedBackend owner, IInferenceSession inner) : IInferenceSession
        {
            public string ModelPath => inner.ModelPath;

            public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

            public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

            public IInferenceBinding CreateBinding() => new Binding(owner, inner.CreateBinding());

            public void Dispose() => inner.Dispose();
        }

        private sealed class Binding(WatchedBackend owner, IInferenceBinding inner) : IInferenceBinding
        {
            public void BindInput(string name, Tensor tensor) => inner.BindInput(name, tensor);

            public void BindOutput(string name, Tensor tensor) => inner.BindOutput(name, tensor);

            public void Run(CancellationToken cancellation = default)
            {
                Interlocked.Increment(ref owner._runs);
                Interlocked.Increment(ref owner._total);
                try
                {
                    inner.Run(cancellation);
                }
                finally
                {
                    Interlocked.Decrement(ref owner._runs);
                }
            }

            public void Dispose() => inner.Dispose();
        }
    }
}
