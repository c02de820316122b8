using Scumble.Diagnostics;

namespace Scumble.Graphs;

/// <summary>
/// A change to a graph, as a value: two of the same kind and settings are equal. Those of <see cref="Rewrites"/> keep the
/// graph's inputs, outputs and weights. Immutable and thread-safe.
/// </summary>
public abstract record Rewrite
{
    /// <summary>Its kind and every setting that makes a difference, for example "seamless-xy": part of a graph's identity.</summary>
    public abstract string Id { get; }

    /// <summary>Changes a graph in place.</summary>
    /// <exception cref="ScumbleException">The graph has a node that cannot be changed so.</exception>
    public abstract void Apply(OnnxGraph graph);

    /// <summary><see cref="Id"/>.</summary>
    public sealed override string ToString() => Id;
}
