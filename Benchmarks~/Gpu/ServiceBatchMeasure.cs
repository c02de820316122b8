namespace Scumble.Benchmarks;

/// <summary>The run-time service where requests that wait are denoised together: what that gains for each texture.</summary>
internal static class ServiceBatchMeasure
{
    private const int Most = 8, Rounds = 6;

    /// <summary>Eight textures that wait at once, in batches of 1, 2, 4 and 8, turn by turn: by the clock, by the processor's time, and until the first is there.</summary>
    public static IEnumerable<Sample> Run(Setting setting)
    {
        var isOnHost = setting.Provider == "cpu";

        // The first rounds bind the model to each size, learn how long a step is, and on a GPU capture every graph, which a size's third run does.
        var warmUps = isOnHost ? 1 : 5;
        foreach (var edge in isOnHost ? new[] { 64, 128 } : [256, 512])
        {
            int[] sizes = [1, 2, 4, Most];
            var games = sizes.Select(size => new ServiceGame(setting, batch: size)).ToArray();
            try
            {
                var rounds = sizes.Select(_ => new List<BatchRound>()).ToArray();
                for (var round = 0; round < warmUps + Rounds; round++)
                    for (var i = 0; i < sizes.Length; i++)
                    {
                        var times = BatchRound.Of(games[i].Service, () => ServiceGame.Next(edge) with { Approximate = true }, Most, round < warmUps ? null : sizes[i], Rest, setting.Device.Commands.Synchronize);
                        if (round >= warmUps) rounds[i].Add(times);
                    }
                for (var i = 0; i < sizes.Length; i++)
                {
                    var name = $"{edge}-{sizes[i]}";
                    yield return new Sample($"service-batch-textures-a-second-{name}", "textures/s", [.. rounds[i].Select(times => 1000 * Most / times.Clock)], "pumped without frames");
                    yield return new Sample($"service-batch-processor-{name}", "ms", [.. rounds[i].Select(times => times.Processor / Most)], isOnHost ? "of all processors, for each texture" : "of all processors, for each texture; the pump waits for the device without sleep");
                    yield return new Sample($"service-batch-first-{name}", "ms", [.. rounds[i].Select(times => times.First)], "until the first of eight is there");
                }
            }
            finally
            {
                foreach (var game in games) game.Dispose();
            }
        }

        // On the CPU the cores are for the generation; on a GPU the next run begins within microseconds.
        void Rest()
        {
            if (isOnHost) Thread.Sleep(1);
            else Thread.Yield();
        }
    }
}
