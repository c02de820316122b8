using System.Diagnostics;

namespace Scumble.Benchmarks;

/// <summary>The run-time service where requests that wait are denoised together: what that gains for each texture.</summary>
internal static class ServiceBatchMeasure
{
    private const int Most = 8, Rounds = 6;

    // As behind a loading screen: no batch is too long for it.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>Eight textures that wait at once, in batches of 1, 2, 4 and 8, turn by turn: by the clock, by the processor's time, and until the first is there.</summary>
    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var edge in setting.Provider == "cpu" ? new[] { 64, 128 } : [256, 512])
        {
            int[] sizes = [1, 2, 4, Most];
            var games = sizes.Select(size => new ServiceGame(setting, batch: size)).ToArray();
            try
            {
                var rounds = sizes.Select(_ => new List<(double Clock, double Processor, double First)>()).ToArray();

                // The first round binds the model to each size, and learns how long a step is.
                for (var round = 0; round <= Rounds; round++)
                    for (var i = 0; i < sizes.Length; i++)
                        if (Round(games[i].Service, edge) is var times && round > 0) rounds[i].Add(times);
                for (var i = 0; i < sizes.Length; i++)
                {
                    var name = $"{edge}-{sizes[i]}";
                    yield return new Sample($"service-batch-textures-a-second-{name}", "textures/s", [.. rounds[i].Select(times => 1000 * Most / times.Clock)]);
                    yield return new Sample($"service-batch-processor-{name}", "ms", [.. rounds[i].Select(times => times.Processor / Most)], "of all processors, for each texture");
                    yield return new Sample($"service-batch-first-{name}", "ms", [.. rounds[i].Select(times => times.First)], "until the first of eight is there");
                }
            }
            finally
            {
                foreach (var game in games) game.Dispose();
            }
        }
    }

    private static (double Clock, double Processor, double First) Round(Service.TextureService service, int edge)
    {
        // While this one runs the others come together.
        using var before = service.Request(ServiceGame.Next(edge));
        while (before.State == Service.HandleState.Waiting) Thread.Yield();
        var handles = Enumerable.Range(0, Most).Select(_ => service.Request(ServiceGame.Next(edge) with { Approximate = true })).ToArray();
        Until(() => HasEnded(before));
        var (start, processor, first) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, 0.0);
        Until(() =>
        {
            if (first == 0 && handles.Any(HasEnded)) first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return handles.All(HasEnded);
        });
        var result = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, first);
        foreach (var handle in handles)
        {
            if (handle.Error is { } error) throw error;
            handle.Dispose();
        }
        return result;

        void Until(Func<bool> holds)
        {
            while (!holds())
            {
                if (!service.Pump(Budget).HasMore) Thread.Sleep(1);
            }
        }
    }

    private static bool HasEnded(Service.TextureHandle handle) => handle.State is not (Service.HandleState.Waiting or Service.HandleState.Running);
}
