using System.Text.Json;

namespace Scumble.Studio;

/// <summary>A graph to run: a document, or the name of one of the project.</summary>
internal sealed record GraphAsk
{
    /// <summary>The document.</summary>
    public JsonElement? Graph { get; init; }

    /// <summary>The name of a saved graph, instead of a document; with one, what the run is called.</summary>
    public string? Name { get; init; }

    /// <summary>What is set: exposed parameters by their names, any as "node.parameter".</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    /// <summary>The nodes whose results are wanted; all where it is left out.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>Of runs in one slot only the newest goes on.</summary>
    public string? Slot { get; init; }
}
