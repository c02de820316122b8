using Scumble.Cuda;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Benchmarks;

/// <summary>A graph on tensors of the CUDA device, uniform noise in -1..1 for floats and 1 for whole numbers. Owns all.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly OnnxSession _session;
    private readonly IInferenceBinding _binding;
    private readonly List<CudaTensor> _tensors = [];

    /// <param name="backend">Runs on the stream.</param>
    /// <param name="stream">Where.</param>
    /// <param name="path">The graph.</param>
    /// <param name="shapes">The shapes of inputs and outputs by name.</param>
    public GraphRun(IInferenceBackend backend, CudaStream stream, string path, IReadOnlyDictionary<string, int[]> shapes)
    {
        _session = (OnnxSession)backend.Open(new GraphSource(path));
        _binding = _session.CreateBinding();
        foreach (var port in _session.Inputs) _binding.BindInput(port.Name, Create(port, shapes, stream));
        foreach (var port in _session.Outputs.Where(port => shapes.ContainsKey(port.Name))) _binding.BindOutput(port.Name, Create(port, shapes, stream));
        stream.Synchronize();
    }

    /// <summary>Why runs are not captured, or null.</summary>
    public string? CaptureRefusal => _session.CaptureRefusal;

    /// <summary>Enqueues one run.</summary>
    public void Enqueue() => _binding.Run();

    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
        foreach (var tensor in _tensors) tensor.Dispose();
    }

    private CudaTensor Create(TensorPort port, IReadOnlyDictionary<string, int[]> shapes, CudaStream stream)
    {
        var tensor = new CudaTensor(stream, new TensorShape(shapes[port.Name]), port.ElementType);
        _tensors.Add(tensor);
        using var values = HostTensor.Create(tensor.Shape, port.ElementType);
        var random = new Random(1);
        switch (values)
        {
            case CpuTensor<float> t: foreach (ref var x in t.Span) x = 2 * random.NextSingle() - 1; break;
            case CpuTensor<Half> t: foreach (ref var x in t.Span) x = (Half)(2 * random.NextSingle() - 1); break;
            case CpuTensor<long> t: t.Span.Fill(1); break;
            case CpuTensor<int> t: t.Span.Fill(1); break;
        }
        stream.Upload(tensor, values.Bytes);
        stream.Synchronize();
        return tensor;
    }
}
