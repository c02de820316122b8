using Scumble.Graphs;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>A graph in parts. Owns their sessions.</summary>
internal sealed class PartedSession : IInferenceSession
{
    private readonly IReadOnlyList<IInferenceSession> _parts;
    private readonly IReadOnlyList<TensorPort> _passed;
    private readonly ITensorOps _ops;
    private readonly Action _between;

    /// <param name="parts">At least two, in order.</param>
    /// <param name="passed">What parts give to later ones.</param>
    /// <param name="ops">Makes room for that.</param>
    /// <param name="between">Called between two parts of a run.</param>
    public PartedSession(IReadOnlyList<IInferenceSession> parts, IReadOnlyList<TensorPort> passed, ITensorOps ops, Action between)
    {
        (_parts, _passed, _ops, _between) = (parts, passed, ops, between);
        var inner = passed.SelectMany(port => new[] { port.Name, GraphPart.ShapeOf(port.Name) }).ToHashSet();
        Inputs = [.. parts.SelectMany(part => part.Inputs).Where(port => !inner.Contains(port.Name)).DistinctBy(port => port.Name)];
        Outputs = [.. parts.SelectMany(part => part.Outputs).Where(port => !inner.Contains(port.Name))];
    }

    public string ModelPath => _parts[0].ModelPath;

    public IReadOnlyList<TensorPort> Inputs { get; }

    public IReadOnlyList<TensorPort> Outputs { get; }

    public IInferenceBinding CreateBinding() => new PartedBinding(this, _parts, _passed, _ops, _between);

    public void Dispose()
    {
        foreach (var part in _parts) part.Dispose();
    }
}
