using System.Diagnostics;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>The run-time service with the embedded model: what it costs a renderer, and how soon textures are there.</summary>
internal static class ServiceMeasure
{
    private const int Count = 60, IdleSeconds = 3, WarmUps = 4;

    // Of a running game, whose code the runtime has compiled for speed.
    private const int CallsUntilCompiled = 3000;

    /// <summary>Frames of a renderer on the same device, idle and while textures are made.</summary>
    public static IEnumerable<Sample> Frames(Setting setting)
    {
        using var images = new VulkanImageOps(setting.Device);
        var ops = new VulkanTensorOps(setting.Device);
        var size = setting.Provider == "cpu" ? 64 : 512; // beside it, most often, a device in software
        using var one = ops.Create(new TensorShape(size, size, 4), ElementType.Float32);
        using var other = ops.Create(one.Shape, ElementType.Float32);
        foreach (var edge in Edges(setting))
        {
            var unsliced = Unsliced(setting, edge);
            yield return new Sample($"service-unsliced-{edge}", "ms", [unsliced], "a texture by a pipeline, in one go");
            foreach (var parts in setting.Provider == "cpu" ? [1] : new[] { 1, 4 })
                foreach (var sample in Sliced(edge, parts, unsliced)) yield return sample;
        }

        IEnumerable<Sample> Sliced(int edge, int parts, double unsliced)
        {
            var name = parts == 1 ? $"{edge}" : $"{edge}-in-{parts}-parts";
            using var game = new ServiceGame(setting, parts);

            // Until algorithms are chosen, arenas are grown and runs captured.
            for (var i = 0; i < WarmUps; i++)
                using (var warm = game.Service.Request(ServiceGame.Next(edge))) game.UntilEnded([warm]);
            var end = Stopwatch.GetTimestamp() + (IdleSeconds * Stopwatch.Frequency);
            var idle = game.Until(() => Stopwatch.GetTimestamp() > end, Draw);
            var start = Stopwatch.GetTimestamp();
            var handles = Enumerable.Range(0, Count).Select(_ => game.Service.Request(ServiceGame.Next(edge))).ToArray();
            var busy = game.UntilEnded(handles, Draw);
            var sliced = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Count;
            foreach (var handle in handles) handle.Dispose();

            yield return Tail($"service-frame-idle-{name}", idle);
            yield return Tail($"service-frame-busy-{name}", busy);
            yield return new Sample($"service-frame-more-{name}", "ms", [Of(busy, 0.99) - Of(idle, 0.99)], "of 99 of 100 frames, busy over idle");
            yield return new Sample($"service-sliced-{name}", "ms", [sliced], "a texture, among frames");
            foreach (var sample in Together(game, $"service-sliced-together-{name}", edge, unsliced)) yield return sample;
            if (parts > 1) yield break;
            using var plain = new ServiceGame(setting, previews: false);
            foreach (var sample in Together(plain, $"service-sliced-together-{name}-without-previews", edge, unsliced)) yield return sample;
        }

        // Some work on the queue of a renderer, and a wait for it as for a frame that is presented.
        void Draw()
        {
            for (var i = 0; i < 4; i++)
            {
                images.GaussianBlur(other, one, 2, Imaging.TileMode.XY);
                images.GaussianBlur(one, other, 2, Imaging.TileMode.XY);
            }
            setting.Device.Commands.Synchronize();
        }
    }

    // Slice after slice, without frames between them: what slicing costs by itself.
    private static IEnumerable<Sample> Together(ServiceGame game, string name, int edge, double unsliced)
    {
        for (var i = 0; i < WarmUps; i++) Made(1);
        using var slices = new SliceTimes();
        var together = Made(Count) / Count;
        yield return new Sample(name, "ms", [together], FormattableString.Invariant($"a texture, slice after slice without frames; {together / unsliced:0.00} of in one go"));
        yield return new Sample($"{name}-in-slices", "ms", [slices.Sum / Count], slices.Of(Count));

        double Made(int count)
        {
            var start = Stopwatch.GetTimestamp();
            var handles = Enumerable.Range(0, count).Select(_ => game.Service.Request(ServiceGame.Next(edge))).ToArray();
            while (handles.Any(handle => handle.State is Service.HandleState.Waiting or Service.HandleState.Running)) game.Service.Pump(ServiceGame.Budget);
            foreach (var handle in handles) handle.Dispose();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>From a request to what it shows, and textures a second.</summary>
    public static IEnumerable<Sample> Times(Setting setting)
    {
        foreach (var edge in Edges(setting).Take(2))
        {
            foreach (var depth in new[] { 1, 10, 100 })
            {
                using var game = new ServiceGame(setting);
                using (var warm = game.Service.Request(ServiceGame.Next(edge))) game.UntilEnded([warm]);
                var start = Stopwatch.GetTimestamp();
                var handles = Enumerable.Range(0, depth).Select(_ => game.Service.Request(ServiceGame.Next(edge))).ToArray();
                var seen = new Dictionary<(int, Service.ShownContent), double>();
                game.UntilEnded(handles, () =>
                {
                    // What the frame draws, which comes right after the pump.
                    for (var i = 0; i < depth; i++) seen.TryAdd((i, handles[i].View.Shown), Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                });
                foreach (var shown in Enum.GetValues<Service.ShownContent>())
                    if (seen.Where(entry => entry.Key.Item2 == shown).Select(entry => entry.Value).ToArray() is { Length: > 0 } times)
                        yield return new Sample($"service-{depth}-waiting-to-{shown.ToString().ToLowerInvariant()}-{edge}", "ms", times);
                if (depth == 100) yield return new Sample($"service-textures-a-second-{edge}", "textures/s", [1000 * depth / Stopwatch.GetElapsedTime(start).TotalMilliseconds],
                    FormattableString.Invariant($"in {ServiceGame.Budget.TotalMilliseconds:0} ms of each frame at 60 Hz; service-batch has what the device gives without frames"));
                foreach (var handle in handles) handle.Dispose();
            }
        }
    }

    /// <summary>What calls take of the thread that makes them.</summary>
    public static IEnumerable<Sample> Calls(Setting setting)
    {
        using var game = new ServiceGame(setting);
        var known = ServiceGame.Next(64);
        using var kept = game.Service.Request(known);
        game.UntilEnded([kept]);
        yield return new Sample("service-hit", "us", [.. Clock.Milliseconds(CallsUntilCompiled, 500, () => game.Service.Request(known).Dispose()).Select(time => 1000 * time)], "a request that a stored texture answers");
        yield return new Sample("service-request", "us", [.. Clock.Milliseconds(CallsUntilCompiled, 500, () => game.Service.Request(ServiceGame.Next(64)).Dispose()).Select(time => 1000 * time)], "a request, and its end");
        yield return new Sample("service-pump", "us", [.. Clock.Milliseconds(CallsUntilCompiled, 500, () => game.Service.Pump(ServiceGame.Budget)).Select(time => 1000 * time)], "with nothing to do");
    }

    private static double Unsliced(Setting setting, int edge)
    {
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        using var material = new GpuMaterial(backend, edge, edge, pipeline.Layout);
        for (var i = 0; i < WarmUps; i++) Once();
        setting.Device.Commands.Synchronize();
        return Clock.Throughput(1, Count, Once, setting.Device.Commands.Synchronize)[0];

        void Once()
        {
            foreach (var _ in pipeline.Run(ServiceGame.Next(edge), material)) { }
        }
    }

    private static int[] Edges(Setting setting) => setting.Provider == "cpu" ? [64, 128] : [256, 512, 1024];

    private static double Of(List<double> times, double quantile) => new Sample("", "ms", times).Quantile(quantile);

    private static Sample Tail(string name, List<double> times)
    {
        var sample = new Sample(name, "ms", times);
        return sample with { Note = FormattableString.Invariant($"99 of 100 within {sample.Quantile(0.99):0.00} ms, the longest {sample.Quantile(1):0.00}") };
    }
}
