using System.Diagnostics;

namespace Scumble.Benchmarks;

/// <summary>10,000 small textures in one process, one after the other: whether memory, open files or times grow.</summary>
internal static class EnduranceMeasure
{
    private const int Count = 10_000, Edge = 64, AtOnce = 50;

    // Textures that nobody uses stay in their half of the budget, which the first so many fill.
    private const int Settled = 1500;
    private const long Memory = 256L << 20;

    // Other measures want some of the time too.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(20), Longest = TimeSpan.FromSeconds(180);

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var (start, limit) = (Stopwatch.GetTimestamp(), setting.Limit - Reserve < Longest ? setting.Limit - Reserve : Longest);
        using var game = new ServiceGame(setting, memory: Memory);
        var (done, memory, files, times) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        while (game.Service.Statistics.Generated < Count && Stopwatch.GetElapsedTime(start) < limit)
        {
            var begun = Stopwatch.GetTimestamp();
            var handles = Enumerable.Range(0, AtOnce).Select(_ => game.Service.Request(ServiceGame.Next(Edge) with { Steps = 1 })).ToArray();
            while (handles.Any(handle => handle.State is Service.HandleState.Waiting or Service.HandleState.Running)) game.Service.Pump(ServiceGame.Budget);
            foreach (var handle in handles) handle.Dispose();
            if (game.Service.Statistics.Generated < Settled) continue;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / AtOnce);
            done.Add(game.Service.Statistics.Generated);
            memory.Add(Environment.WorkingSet / 1e6);
            files.Add(Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0);
        }
        var failed = game.Service.Statistics.Failed;
        yield return new Sample("service-endurance", "textures", [game.Service.Statistics.Generated], $"{failed} failed, {Edge} pixels, 1 step");
        if (done.Count < 2) yield break;
        yield return new Sample("service-endurance-time", "ms", times, FormattableString.Invariant($"a texture; slope {Slope(done, times) * 1e6:0.00} ns for each texture made before"));
        yield return new Sample("service-endurance-memory", "MB", memory,
            FormattableString.Invariant($"of the process, after {Settled}: {memory[0]:0.0} at first, {memory[^1]:0.0} at last, slope {Slope(done, memory) * 1000:0.00} KB a texture"));
        yield return new Sample("service-endurance-files", "files", files, $"{files[0]} open at first, {files[^1]} at last");
    }

    // The least-squares line.
    private static double Slope(List<double> x, List<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y).Sum(point => (point.First - meanX) * (point.Second - meanY)) / x.Sum(value => (value - meanX) * (value - meanX));
    }
}
