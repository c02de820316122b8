using System.Globalization;

namespace Scumble.Benchmarks;

/// <summary>Where the time of a graph goes: in which kernels, and between them.</summary>
internal static class KernelProfile
{
    private const int Runs = 10, Shown = 24;

    /// <summary>A graph on the device, one run after the other.</summary>
    /// <param name="setting">Where.</param>
    /// <param name="name">What samples are named by.</param>
    /// <param name="path">The graph.</param>
    /// <param name="shapes">The shapes of its inputs and outputs, by name.</param>
    public static IEnumerable<Sample> Of(Setting setting, string name, string path, Dictionary<string, int[]> shapes)
    {
        using var cuda = new CudaSetting(setting);
        using var graph = new GraphRun(cuda.Backend, cuda.Stream, path, shapes);
        for (var i = 0; i < 5; i++) graph.Enqueue();
        cuda.Stream.Synchronize();
        yield return new Sample($"{name}-untraced", "ms", Clock.Throughput(5, 20, graph.Enqueue, cuda.Stream.Synchronize), graph.CaptureRefusal ?? "one run after the other");
        var kernels = KernelTrace.Of(() =>
        {
            for (var i = 0; i < Runs; i++) graph.Enqueue();
            cuda.Stream.Synchronize();
        });
        if (kernels.Count == 0) yield break;
        var span = Milliseconds(kernels.Max(kernel => kernel.End) - kernels[0].Start);
        var busy = kernels.Sum(kernel => Milliseconds(kernel.End - kernel.Start));
        yield return new Sample($"{name}-kernels", "kernels", [kernels.Count / (double)Runs], "launched in one run");
        yield return new Sample($"{name}-in-kernels", "ms", [busy / Runs], "of one run, traced");
        yield return new Sample($"{name}-between-kernels", "ms", [(span - busy) / Runs], "of one run, traced");
        var rank = 0;
        foreach (var group in kernels.GroupBy(kernel => kernel.Name).OrderByDescending(group => group.Sum(kernel => kernel.End - (double)kernel.Start)).Take(Shown))
        {
            var count = (group.Count() / (double)Runs).ToString(CultureInfo.InvariantCulture);
            yield return new Sample($"{name}-kernel-{++rank}", "ms", [group.Sum(kernel => Milliseconds(kernel.End - kernel.Start)) / Runs], $"{count} of {group.Key}");
        }
    }

    private static double Milliseconds(ulong nanoseconds) => nanoseconds / 1e6;
}
