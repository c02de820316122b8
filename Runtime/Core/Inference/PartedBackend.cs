using Scumble.Graphs;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>
/// Opens each graph as parts that run one after the other, so that whoever shares the device comes to it between them. The bits are the whole's
/// (<see cref="GraphCuts"/>); a graph with no place to be cut at stays whole. Thread-safe as the inner one is. Owns nothing.
/// </summary>
public sealed class PartedBackend : IInferenceBackend
{
    private readonly IInferenceBackend _inner;
    private readonly int _parts;
    private readonly Action _between;

    /// <param name="inner">What runs the graphs.</param>
    /// <param name="parts">Into how many parts a graph is cut, at most.</param>
    /// <param name="between">Called between two parts of a run, by the thread that runs it: returns when the next may begin.</param>
    public PartedBackend(IInferenceBackend inner, int parts, Action between)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentNullException.ThrowIfNull(between);
        (_inner, _parts, _between) = (inner, parts, between);
    }

    /// <inheritdoc/>
    public BackendChoice Choice => _inner.Choice;

    /// <inheritdoc/>
    public ITensorOps Ops => _inner.Ops;

    /// <inheritdoc/>
    public IInferenceSession Open(GraphSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var count = _parts == 1 ? 1 : GraphPart.CountOf(source, _parts);
        if (count == 1) return _inner.Open(source);
        var (sessions, passed) = (new List<IInferenceSession>(), new List<TensorPort>());
        try
        {
            for (var i = 0; i < count; i++)
            {
                var part = _inner.Open(new GraphSource(source.Path, [.. source.Rewrites, new GraphPart(i, _parts, [.. passed])]));
                sessions.Add(part);
                passed.AddRange(part.Outputs.Where(port => part.Outputs.Any(other => other.Name == GraphPart.ShapeOf(port.Name))));
            }
            return new PartedSession(sessions, [.. passed], Ops, _between);
        }
        catch
        {
            foreach (var session in sessions) session.Dispose();
            throw;
        }
    }

    /// <summary>Releases nothing.</summary>
    public void Dispose()
    {
    }
}
