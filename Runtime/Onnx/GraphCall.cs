using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>One run of a graph: which, and on inputs of which types and shapes. Equal calls cost the same.</summary>
public sealed class GraphCall : IEquatable<GraphCall>
{
    private readonly string _key;

    internal GraphCall(OnnxSession session, IReadOnlyList<(string Name, ElementType ElementType, TensorShape Shape)> inputs)
    {
        (Session, Inputs) = (session, inputs);
        _key = $"{session.Source}|{string.Join('|', inputs)}";
    }

    /// <summary>The component that the graph belongs to: the name of its folder.</summary>
    public string Component => Path.GetFileName(Path.GetDirectoryName(Session.ModelPath)) ?? "";

    internal OnnxSession Session { get; }

    internal IReadOnlyList<(string Name, ElementType ElementType, TensorShape Shape)> Inputs { get; }

    /// <summary>Whether the same graph ran on the same types and shapes.</summary>
    public bool Equals(GraphCall? other) => other is not null && _key == other._key && ReferenceEquals(Session, other.Session);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GraphCall);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);
}
