using System.Globalization;

namespace Scumble.Benchmarks;

/// <summary>Where the time of a graph goes: in which kernels, and between them.</summary>
internal static class ProfileMeasure
{
    private const int Runs = 10;
    private const int Shown = 12;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var sample in Profile(setting, "unet-64-batch1", setting.Graph("sd15-tiny", "unet"), UnetMeasure.Shapes(1))) yield return sample;
        foreach (var sample in Profile(setting, "tiny-decoder-512", setting.Graph("sd15-tiny", "vae_decoder"), DecoderMeasure.Shapes)) yield return sample;
    }

    private static IEnumerable<Sample> Profile(Setting setting, string name, string path, Dictionary<string, int[]> shapes)
    {
        using var cuda = new CudaSetting(setting);
        using var graph = new GraphRun(cuda.Backend, cuda.Stream, path, shapes);
        for (var i = 0; i < 5; i++) graph.Enqueue();
        cuda.Stream.Synchronize();
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
