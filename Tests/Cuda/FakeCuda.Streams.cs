using Scumble.Cuda;

namespace Scumble.Tests.Cuda;

/// <summary>Streams, which do at once what is enqueued unless they are captured, and graphs, which do it again.</summary>
internal sealed unsafe partial class FakeCuda
{
    private const int NotReady = 600;
    private const nint HostNode = 0xCA11;

    /// <summary>Whether events say that they have not passed.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The device's clock, which events read.</summary>
    public float Milliseconds { get; set; }

    /// <summary>What happens when somebody waits for a stream.</summary>
    public Action? OnSynchronize { get; set; }

    /// <summary>Launches of graphs.</summary>
    public int Launches { get; private set; }

    private void DefineStreams()
    {
        Define("cuStreamCreate", (stream, _) => Give(stream, new Stream()));
        Release("cuStreamDestroy_v2", (handle, _) => Remove<Stream>(handle));
        Define("cuStreamSynchronize", Synchronize);
        Define("cuEventCreate", (place, _) => Give(place, new Event()));
        Define("cuEventRecord", (place, stream) => _objects.GetValueOrDefault(place) is Event known ? Enqueue(stream, () => known.Milliseconds = Milliseconds) : InvalidHandle);
        Define("cuEventQuery", place => _objects.GetValueOrDefault(place) is not Event ? InvalidHandle : IsBusy ? NotReady : 0);
        Define("cuEventElapsedTime", Elapsed);
        Release("cuEventDestroy_v2", (handle, _) => Remove<Event>(handle));
        Define("cuStreamBeginCapture_v2", (stream, _) => BeginCapture(stream));
        Define("cuStreamEndCapture", EndCapture);
    }

    private void DefineGraphs()
    {
        Define("cuGraphInstantiateWithFlags", (graph, captured, _) => _objects.GetValueOrDefault(captured) is Graph known
            ? Give(graph, new Executable(known.Work)) : InvalidHandle);
        Define("cuGraphGetNodes", Nodes);
        Define("cuGraphNodeGetType", (node, type) => Store(type, node == HostNode ? 3 : 0));
        Release("cuGraphDestroy", (handle, _) => Remove<Graph>(handle));
        Release("cuGraphExecDestroy", (handle, _) => Remove<Executable>(handle));
        Define("cuGraphLaunch", Launch);
    }

    /// <summary>Enqueues a callback, as cuLaunchHostFunc does.</summary>
    public void CallBack(CudaStream stream, Action callback)
    {
        if (_objects.GetValueOrDefault(stream.Handle) is Stream known) known.CallsBack = true;
        _ = Enqueue(stream.Handle, callback);
    }

    private int Elapsed(nint milliseconds, nint start, nint end)
    {
        if (_objects.GetValueOrDefault(start) is not Event { Milliseconds: { } begun } || _objects.GetValueOrDefault(end) is not Event { Milliseconds: { } ended }) return InvalidHandle;
        *(float*)milliseconds = ended - begun;
        return 0;
    }

    private int Enqueue(nint stream, Action work)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream known) return InvalidHandle;
        if (known.Captured is { } captured) captured.Add(work);
        else work();
        return 0;
    }

    // Who waits while the stream is captured has made the capture useless.
    private int Synchronize(nint stream)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream known) return InvalidHandle;
        if (known.Captured is null)
        {
            OnSynchronize?.Invoke();
            return 0;
        }
        known.IsSpoilt = true;
        return CaptureUnsupported;
    }

    private int BeginCapture(nint stream)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream { Captured: null } known) return InvalidHandle;
        (known.Captured, known.IsSpoilt, known.CallsBack) = ([], false, false);
        return 0;
    }

    private int EndCapture(nint stream, nint graph)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream { Captured: { } work } known) return InvalidHandle;
        known.Captured = null;
        if (!known.IsSpoilt) return Give(graph, new Graph(work, known.CallsBack));
        *(nint*)graph = 0;
        return CaptureInvalidated;
    }

    // A kernel for each piece of work, and the callback last.
    private int Nodes(nint graph, nint nodes, nint count)
    {
        if (_objects.GetValueOrDefault(graph) is not Graph known) return InvalidHandle;
        if (nodes == 0)
        {
            *(nint*)count = known.Work.Count;
            return 0;
        }
        for (var i = 0; i < known.Work.Count; i++) ((nint*)nodes)[i] = known.CallsBack && i == known.Work.Count - 1 ? HostNode : i + 1;
        return 0;
    }

    private int Launch(nint graph, nint stream)
    {
        if (_objects.GetValueOrDefault(graph) is not Executable known) return InvalidHandle;
        Launches++;
        return Enqueue(stream, () => known.Work.ForEach(work => work()));
    }

    private sealed class Event
    {
        /// <summary>The clock where it was last recorded.</summary>
        public float? Milliseconds { get; set; }
    }

    private sealed class Stream
    {
        public List<Action>? Captured { get; set; }

        public bool IsSpoilt { get; set; }

        public bool CallsBack { get; set; }
    }

    private sealed record Graph(List<Action> Work, bool CallsBack);

    private sealed record Executable(List<Action> Work);
}
