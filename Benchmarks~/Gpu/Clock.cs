using System.Diagnostics;

namespace Scumble.Benchmarks;

/// <summary>Times of repeated work.</summary>
internal static class Clock
{
    /// <summary>Milliseconds of each of some runs, after some that do not count.</summary>
    public static double[] Milliseconds(int warmUps, int runs, Action run)
    {
        for (var i = 0; i < warmUps; i++) run();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }

    /// <summary>Milliseconds of each run where runs follow each other without waiting: several rounds of some runs and one wait.</summary>
    public static double[] Throughput(int rounds, int runs, Action run, Action wait)
    {
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var j = 0; j < runs; j++) run();
            wait();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs;
        }
        return times;
    }
}
