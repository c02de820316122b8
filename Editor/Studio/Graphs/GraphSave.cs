using System.Text.Json;

namespace Scumble.Studio;

/// <summary>A graph to save.</summary>
/// <param name="Graph">The document.</param>
/// <param name="Revision">The revision that it was changed from; where another stands there meanwhile, it is refused. Left out, it replaces whatever stands there.</param>
internal sealed record GraphSave(JsonElement Graph, string? Revision = null);
