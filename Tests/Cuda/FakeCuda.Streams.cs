namespace Scumble.Tests.Cuda;

/// <summary>Streams, which do at once what is enqueued unless they are captured, and graphs, which do it again.</summary>
internal sealed unsafe partial class FakeCuda
{
    private const int NotReady = 600;

    /// <summary>Whether streams say that their work has not passed.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Launches of graphs.</summary>
    public int Launches { get; private set; }

    private void DefineStreams()
    {
        Define("cuStreamCreate", (stream, _) => Give(stream, new Stream()));
        Release("cuStreamDestroy_v2", (handle, _) => Remove<Stream>(handle));
        Define("cuStreamSynchronize", Synchronize);
        Define("cuStreamQuery", stream => _objects.GetValueOrDefault(stream) is not Stream ? InvalidHandle : IsBusy ? NotReady : 0);
        Define("cuStreamBeginCapture_v2", (stream, _) => BeginCapture(stream));
        Define("cuStreamEndCapture", EndCapture);
    }

    private void DefineGraphs()
    {
        Define("cuGraphInstantiateWithFlags", (graph, captured, _) => _objects.GetValueOrDefault(captured) is Graph known
            ? Give(graph, new Executable(known.Work)) : InvalidHandle);
        Release("cuGraphDestroy", (handle, _) => Remove<Graph>(handle));
        Release("cuGraphExecDestroy", (handle, _) => Remove<Executable>(handle));
        Define("cuGraphLaunch", Launch);
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
        if (known.Captured is null) return 0;
        known.IsSpoilt = true;
        return CaptureUnsupported;
    }

    private int BeginCapture(nint stream)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream { Captured: null } known) return InvalidHandle;
        (known.Captured, known.IsSpoilt) = ([], false);
        return 0;
    }

    private int EndCapture(nint stream, nint graph)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream { Captured: { } work } known) return InvalidHandle;
        known.Captured = null;
        if (!known.IsSpoilt) return Give(graph, new Graph(work));
        *(nint*)graph = 0;
        return CaptureInvalidated;
    }

    private int Launch(nint graph, nint stream)
    {
        if (_objects.GetValueOrDefault(graph) is not Executable known) return InvalidHandle;
        Launches++;
        return Enqueue(stream, () => known.Work.ForEach(work => work()));
    }

    private sealed class Stream
    {
        public List<Action>? Captured { get; set; }

        public bool IsSpoilt { get; set; }
    }

    private sealed record Graph(List<Action> Work);

    private sealed record Executable(List<Action> Work);
}
