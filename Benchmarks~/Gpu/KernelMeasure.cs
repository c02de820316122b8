using System.Globalization;

namespace Scumble.Benchmarks;

/// <summary>Where the time of a graph goes: in which kernels, and between them.</summary>
internal static class KernelMeasure
{
    private const int Runs = 10, Shown = 24;

    /// <summary>The embedded model's network and decoder at the smallest and the largest size that are measured.</summary>
    public static IEnumerable<Sample> Embedded(Setting setting)
    {
        foreach (var (name, component) in new[] { ("unet", "unet"), ("decoder", "vae_decoder") })
        {
            using var graph = new EmbeddedGraph(setting, component);
            foreach (var edge in new[] { 256, 1024 })
                foreach (var sample in Of(setting, $"material-{name}-{edge}", graph.Path, graph.Shapes(1, edge))) yield return sample;
        }
    }

    /// <summary>The full-size U-Net and decoder.</summary>
    public static IEnumerable<Sample> FullSize(Setting setting)
    {
        foreach (var sample in Of(setting, "unet-64-batch1", setting.Graph("sd15-tiny", "unet"), UnetMeasure.Shapes(1))) yield return sample;
        foreach (var sample in Of(setting, "tiny-decoder-512", setting.Graph("sd15-tiny", "vae_decoder"), DecoderMeasure.Shapes)) yield return sample;
    }

    private static IEnumerable<Sample> Of(Setting setting, string name, string path, Dictionary<string, int[]> shapes)
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
