using System.Text.Json;

namespace Scumble.Studio;

/// <summary>A graph of the project.</summary>
/// <param name="Name">Its file's name without ".json".</param>
/// <param name="Revision">Changes with its content.</param>
/// <param name="Changed">When it was saved.</param>
/// <param name="Graph">The document; left out in lists.</param>
/// <param name="Nodes">The ports of nodes that hold a graph, by id; left out in lists.</param>
internal sealed record SavedGraph(string Name, string Revision, DateTimeOffset Changed, JsonElement? Graph = null, IReadOnlyDictionary<string, KindCard>? Nodes = null);
