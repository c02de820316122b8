using System.Diagnostics;
using System.Globalization;
using Scumble.Onnx;
using Scumble.Service;
using Scumble.Sharing;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>A service as a game opens it on the measured device: in slices within the pump on a GPU, on a thread of low priority on the CPU.</summary>
internal sealed class ServiceGame : IDisposable
{
    /// <summary>What a frame spares.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(4);

    private static int _count;

    private readonly SharedBackend? _shared;
    private readonly OnnxBackend? _host;
    private readonly VulkanTextureStore _store;

    /// <param name="setting">What is measured.</param>
    /// <param name="parts">Into how many parts graphs are cut.</param>
    /// <param name="memory">The service's budget in bytes.</param>
    /// <param name="batch">Requests that are denoised together at most.</param>
    /// <param name="previews">Whether textures show themselves while they form.</param>
    public ServiceGame(Setting setting, int parts = 1, long memory = 4L << 30, int batch = 1, bool previews = true)
    {
        if (setting.Provider == "cpu") _host = OnnxBackend.Create("cpu", setting.Options with { Threads = Math.Max(1, Environment.ProcessorCount - 1) });
        else _shared = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        _store = new VulkanTextureStore(setting.Device, _shared);
        Service = TextureService.Open(_shared ?? (Inference.IInferenceBackend)_host!, _store, new ServiceOptions
        {
            Model = setting.MaterialFolder, MemoryBudgetInBytes = memory, GraphParts = parts, BatchSize = batch, Previews = previews,
        });
    }

    public TextureService Service { get; }

    /// <summary>A request that nobody made before.</summary>
    public static TextureRequest Next(int edge) => new() { Prompt = "rusty metal plates " + (++_count).ToString(CultureInfo.InvariantCulture), Seed = (ulong)_count, Width = edge, Height = edge };

    /// <summary>Frames at 60 Hz, each of which pumps, until something holds.</summary>
    /// <param name="holds">Looked at after each frame.</param>
    /// <param name="draw">What a frame does besides.</param>
    /// <returns>Milliseconds of each frame's work.</returns>
    public List<double> Until(Func<bool> holds, Action? draw = null)
    {
        var (times, frame) = (new List<double>(), TimeSpan.FromSeconds(1 / 60.0));
        do
        {
            var start = Stopwatch.GetTimestamp();
            Service.Pump(Budget);
            draw?.Invoke();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (frame - Stopwatch.GetElapsedTime(start) is var left && left > TimeSpan.FromMilliseconds(1)) Thread.Sleep(left);
        }
        while (!holds());
        return times;
    }

    /// <summary>Frames until all of these have ended.</summary>
    public List<double> UntilEnded(IReadOnlyCollection<TextureHandle> handles, Action? draw = null) =>
        Until(() => handles.All(handle => handle.State is not (HandleState.Waiting or HandleState.Running)), draw);

    public void Dispose()
    {
        Service.Dispose();
        _store.Dispose();
        _shared?.Dispose();
        _host?.Dispose();
    }
}
