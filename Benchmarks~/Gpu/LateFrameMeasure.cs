using System.Diagnostics;
using Scumble.Onnx;
using Scumble.Service;

namespace Scumble.Benchmarks;

/// <summary>A loop at 60 Hz that works for 4 ms in each frame, alone and while the CPU's other cores generate: how many frames end after their time.</summary>
internal static class LateFrameMeasure
{
    private const int Frames = 1200, Edge = 128;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        yield return Late("service-late-alone", null);
        using var backend = OnnxBackend.Create("cpu", setting.Options with { Threads = Math.Max(1, Environment.ProcessorCount - 1) });
        using var service = TextureService.Open(backend, new HostTextureStore(), new ServiceOptions { Model = setting.MaterialFolder });
        var handles = Enumerable.Range(0, 500).Select(_ => service.Request(ServiceGame.Next(Edge))).ToArray();
        yield return Late("service-late-generating", service);
        yield return new Sample("service-late-generated", "textures", [service.Statistics.Generated], "meanwhile");
        foreach (var handle in handles) handle.Dispose();
    }

    private static Sample Late(string name, TextureService? service)
    {
        var (start, period, late) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / 60.0, new double[Frames]);
        for (var i = 0; i < Frames; i++)
        {
            // A frame begins with its tick; one that was late begins at once.
            while (Stopwatch.GetTimestamp() < start + (i * period))
                if (start + (i * period) - Stopwatch.GetTimestamp() > Stopwatch.Frequency / 500.0) Thread.Sleep(1);
            var begun = Stopwatch.GetTimestamp();
            service?.Pump(ServiceGame.Budget);
            while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < 4) { }
            var over = Stopwatch.GetTimestamp() - (start + ((i + 1) * period));
            late[i] = Math.Max(0, over / Stopwatch.Frequency * 1000);
            if (over > 0) start += (long)over; // the next ticks count from here
        }
        var share = 100.0 * late.Count(time => time > 0) / Frames;
        return new Sample(name, "ms", late, FormattableString.Invariant($"{share:0.00} % of {Frames} frames late, load {Load()}"));
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
