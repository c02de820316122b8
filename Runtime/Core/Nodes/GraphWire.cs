using System.Collections.Frozen;
using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>A wire from an output to an input or a parameter. In JSON its ends are "node.port". Immutable.</summary>
/// <param name="FromNode">The node whose output it is.</param>
/// <param name="FromPort">The output's name.</param>
/// <param name="ToNode">The node that takes it.</param>
/// <param name="ToPort">The input's or the parameter's name.</param>
public sealed record GraphWire(string FromNode, string FromPort, string ToNode, string ToPort)
{
    /// <summary>Members of the JSON object that this version does not know, kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>For example "noise.output -> blend.mask".</summary>
    public override string ToString() => $"{FromNode}.{FromPort} -> {ToNode}.{ToPort}";
}
