using System.Collections.Frozen;
using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>A parameter, or an input without a wire, that a graph shows to the outside under a name of its own. Immutable.</summary>
/// <param name="Name">The name, for <see cref="TextureGraph.With(string, string)"/> and for the graph as a node.</param>
/// <param name="Node">The node within.</param>
/// <param name="Parameter">Its parameter or input.</param>
public sealed record ExposedParameter(string Name, string Node, string Parameter)
{
    /// <summary>What it does, in one sentence; the parameter's own help where it is empty.</summary>
    public string Help { get; init; } = "";

    /// <summary>Members of the JSON object that this version does not know, kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = FrozenDictionary<string, JsonElement>.Empty;
}
