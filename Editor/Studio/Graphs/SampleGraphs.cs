using System.Text.Json;
using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>The package's sample graphs, which lie in this assembly.</summary>
internal static class SampleGraphs
{
    private const string Prefix = "samples/";

    /// <summary>Their documents, by name.</summary>
    public static IReadOnlyList<JsonElement> All { get; } =
        [.. typeof(SampleGraphs).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(Read).OrderBy(graph => graph.Name, StringComparer.Ordinal).Select(JsonOf)];

    private static TextureGraph Read(string name)
    {
        using var reader = new StreamReader(typeof(SampleGraphs).Assembly.GetManifestResourceStream(name)!);
        return TextureGraph.FromJson(reader.ReadToEnd());
    }

    private static JsonElement JsonOf(TextureGraph graph)
    {
        using var document = JsonDocument.Parse(graph.ToJson());
        return document.RootElement.Clone();
    }
}
