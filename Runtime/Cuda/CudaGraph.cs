using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>
/// Work that was enqueued once and is launched again as one command: the same kernels on the same addresses, whose contents may
/// have changed. One thread. Launches must have passed before it is disposed.
/// </summary>
public sealed unsafe class CudaGraph : IDisposable
{
    // The capturing thread may call what other threads may not while it captures, such as an allocation.
    private const int Relaxed = 2;

    // CU_GRAPH_NODE_TYPE_HOST
    private const int HostNode = 3;

    private readonly CudaStream _stream;
    private nint _graph;

    private CudaGraph(CudaStream stream, nint graph) => (_stream, _graph) = (stream, graph);

    /// <summary>Writes down what is enqueued instead of doing it.</summary>
    /// <param name="stream">The stream that is captured, and launched on.</param>
    /// <param name="enqueue">Enqueues the work on the stream.</param>
    /// <exception cref="ScumbleException">The work cannot be captured: it waits for the device, calls back to the host, or another stream takes part. The stream works on.</exception>
    public static CudaGraph Capture(CudaStream stream, Action enqueue)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(enqueue);
        var (device, driver) = (stream.Device, stream.Device.Enter());
        device.Require(driver.StreamBeginCapture(stream.Handle, Relaxed), "cuStreamBeginCapture");
        nint captured = 0, graph;
        try
        {
            enqueue();
        }
        catch
        {
            _ = driver.StreamEndCapture(stream.Handle, &captured);
            if (captured != 0) _ = driver.GraphDestroy(captured);
            throw;
        }
        device.Require(driver.StreamEndCapture(stream.Handle, &captured), "cuStreamEndCapture");
        try
        {
            RequireNoCallback(device, driver, captured);
            device.Require(driver.GraphInstantiate(&graph, captured, 0), "cuGraphInstantiate");
        }
        finally
        {
            _ = driver.GraphDestroy(captured);
        }
        return new CudaGraph(stream, graph);
    }

    /// <summary>Enqueues the work.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Launch()
    {
        ObjectDisposedException.ThrowIf(_graph == 0, this);
        _stream.Device.Require(_stream.Device.Enter().GraphLaunch(_graph, _stream.Handle), "cuGraphLaunch");
    }

    /// <summary>Lets go of the graph.</summary>
    public void Dispose()
    {
        if (_graph == 0) return;
        _ = _stream.Device.EnterToRelease().GraphExecDestroy(_graph);
        _graph = 0;
    }

    // A library that enqueues a callback lets go of memory in it, once: every launch would let go of it again, and copy from it once it is somebody else's.
    private static void RequireNoCallback(CudaDevice device, CudaDriver driver, nint graph)
    {
        nuint count = 0;
        device.Require(driver.GraphGetNodes(graph, null, &count), "cuGraphGetNodes");
        var nodes = new nint[count];
        fixed (nint* first = nodes)
            if (count > 0) device.Require(driver.GraphGetNodes(graph, first, &count), "cuGraphGetNodes");
        foreach (var node in nodes)
        {
            int type;
            device.Require(driver.GraphNodeGetType(node, &type), "cuGraphNodeGetType");
            if (type == HostNode)
                throw new ScumbleException("The work calls back to the host in the middle, which would be called anew by every launch.", "Launch it kernel by kernel.");
        }
    }
}
