using Scumble.Cuda;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>
/// Runs on tensors of a CUDA device, of which each only enqueues: the first ones kernel by kernel, while algorithms are searched and arenas
/// grow; then the same work is captured once, and launched as one command, unless it cannot be. One thread.
/// </summary>
/// <param name="stream">Where. Not owned.</param>
/// <param name="enqueue">One run, kernel by kernel.</param>
/// <param name="captures">Whether to capture.</param>
/// <param name="refused">Told why runs cannot be captured.</param>
internal sealed class DeviceRuns(CudaStream stream, Action enqueue, bool captures, Action<string> refused) : IDisposable
{
    // The first run searches and allocates, the second allocates by what the first has learnt.
    private const int WarmUps = 2;

    private CudaGraph? _graph;
    private bool _captures = captures;
    private int _count;

    /// <summary>Enqueues one run.</summary>
    /// <exception cref="ScumbleException">The driver or the runtime failed.</exception>
    public void Run()
    {
        if (_graph is null && _captures && _count++ >= WarmUps) Capture();
        if (_graph is null) enqueue();
        else _graph.Launch();
    }

    /// <summary>Forgets what was captured, for the addresses change.</summary>
    public void Reset()
    {
        if (_graph is not null) stream.Synchronize();
        _graph?.Dispose();
        (_graph, _count) = (null, 0);
    }

    /// <summary>Waits for what was enqueued, which uses what the caller lets go of next.</summary>
    public void Dispose()
    {
        stream.Drain();
        _graph?.Dispose();
        _graph = null;
    }

    private void Capture()
    {
        try
        {
            _graph = CudaGraph.Capture(stream, enqueue);
        }
        catch (ScumbleException e)
        {
            _captures = false;
            refused(e.Message);
            ForgetError();
        }
    }

    // CUDA's runtime keeps the error of a capture until somebody asks for it: the first run after does, fails by it, and may be done again.
    private void ForgetError()
    {
        try
        {
            enqueue();
        }
        catch (ScumbleException)
        {
            stream.Synchronize();
        }
    }
}
