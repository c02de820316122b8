using Scumble.Cuda;
using Scumble.Onnx;

namespace Scumble.Benchmarks;

/// <summary>A stream on the Vulkan device's CUDA device, and ONNX Runtime on it. Owns both.</summary>
internal sealed class CudaSetting : IDisposable
{
    public CudaSetting(Setting setting)
    {
        Stream = CudaDevice.Open(setting.Device.Uuid).CreateStream();
        Backend = OnnxBackend.Create("cuda", setting.Options with { Stream = Stream });
    }

    public CudaStream Stream { get; }

    public OnnxBackend Backend { get; }

    /// <summary>Latency of a graph, of each run with its wait, and the time of each of many that follow each other.</summary>
    public IEnumerable<Sample> Time(string name, string path, Dictionary<string, int[]> shapes, int runs = 60)
    {
        using var graph = new GraphRun(Backend, Stream, path, shapes);
        yield return new Sample(name, "ms", Clock.Milliseconds(5, runs, () =>
        {
            graph.Enqueue();
            Stream.Synchronize();
        }));
        yield return new Sample($"{name}, one after the other", "ms", Clock.Throughput(5, 20, graph.Enqueue, Stream.Synchronize), graph.CaptureRefusal);
    }

    public void Dispose() => Stream.Dispose();
}
