using System.Collections.Frozen;
using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>A node of a document. Immutable.</summary>
public sealed record GraphNode
{
    /// <summary>The longest id.</summary>
    public const int MaxIdLength = 64;

    /// <summary>What wires call it: letters, digits, "_" and "-".</summary>
    public required string Id { get; init; }

    /// <summary>The id of its kind (<see cref="NodeKinds"/>); unknown ones are kept, and do not run.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it lies on the canvas, to the right.</summary>
    public double X { get; init; }

    /// <summary>Where it lies on the canvas, downwards.</summary>
    public double Y { get; init; }

    /// <summary>The parameters that are set, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>Members of the JSON object that this version does not know, kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>A copy with one parameter set.</summary>
    public GraphNode With(string parameter, JsonElement value) =>
        this with { Parameters = new OrderedDictionary<string, JsonElement>(Parameters) { [parameter] = value.Clone() } };

    internal static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
