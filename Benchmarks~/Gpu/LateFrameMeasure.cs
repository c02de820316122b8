using System.Diagnostics;
using Scumble.Onnx;
using Scumble.Service;

namespace Scumble.Benchmarks;

/// <summary>
/// A loop at 60 Hz that works for 4 ms in each frame: how many frames end after their time, alone and while the CPU's other cores generate. Both are measured in turn, a second or two
/// each, so that what the machine does besides is in both alike, and their difference is the service's.
/// </summary>
internal static class LateFrameMeasure
{
    private const int Rounds = 10, Frames = 120, Edge = 128;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var backend = OnnxBackend.Create("cpu", setting.Options with { Threads = Math.Max(1, Environment.ProcessorCount - 1) });
        using var service = TextureService.Open(backend, new HostTextureStore(), new ServiceOptions { Model = setting.MaterialFolder });
        var (alone, generating, loads) = (new List<double>(), new List<double>(), new List<string>());
        for (var round = 0; round < Rounds; round++)
        {
            while (service.Statistics.IsBusy) Pause(service);
            loads.Add(Load());
            Loop(service, alone);
            var handles = Enumerable.Range(0, 100).Select(_ => service.Request(ServiceGame.Next(Edge))).ToArray();

            // The first opens the model.
            while (round == 0 && service.Statistics.Generated == 0) Pause(service);
            Loop(service, generating);
            foreach (var handle in handles) handle.Dispose();
        }
        yield return Late("service-late-alone", alone, loads);
        yield return Late("service-late-generating", generating, loads);
        yield return new Sample("service-late-more", "%", [100.0 * (generating.Count(time => time > 0) - alone.Count(time => time > 0)) / alone.Count], "of frames, late while it generates, over those late alone");
        yield return new Sample("service-late-generated", "textures", [service.Statistics.Generated], "meanwhile");
    }

    private static void Pause(TextureService service)
    {
        service.Pump(ServiceGame.Budget);
        Thread.Sleep(5);
    }

    private static void Loop(TextureService service, List<double> late)
    {
        var (start, period) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / 60.0);
        for (var i = 0; i < Frames; i++)
        {
            // A frame begins with its tick; one that was late begins at once.
            while (Stopwatch.GetTimestamp() < start + (i * period))
                if (start + (i * period) - Stopwatch.GetTimestamp() > Stopwatch.Frequency / 500.0) Thread.Sleep(1);
            var begun = Stopwatch.GetTimestamp();
            service.Pump(ServiceGame.Budget);
            while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < 4) { }
            var over = Stopwatch.GetTimestamp() - (start + ((i + 1) * period));
            late.Add(Math.Max(0, over / Stopwatch.Frequency * 1000));
            if (over > 0) start += (long)over; // the next ticks count from here
        }
    }

    private static Sample Late(string name, List<double> late, List<string> loads) => new(name, "ms", late, FormattableString.Invariant(
        $"{100.0 * late.Count(time => time > 0) / late.Count:0.00} % of {late.Count} frames late, {100.0 * late.Count(time => time > 1000 / 60.0) / late.Count:0.00} % by more than a frame, load {string.Join(" ", loads)}"));

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
