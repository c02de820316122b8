using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>From graphs to runs in the queue. Any thread.</summary>
internal sealed class GraphRuns(StudioSession session)
{
    /// <summary>Checks what is asked, and puts it in the queue.</summary>
    /// <exception cref="ScumbleException">It makes no sense, or too much waits.</exception>
    public RunSnapshot Begin(GraphAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        RunQueue.RequireSlot(ask.Slot);
        var graph = Set(GraphOf(ask), ask.Set);
        if (ask.Nodes?.Except(graph.Nodes.Select(node => node.Id)).FirstOrDefault() is { } missing)
            throw new InvalidRequestException("nodes", $"The graph has no node '{missing}'.", "Name nodes by their ids.");
        var wanted = ask.Nodes ?? [.. graph.Nodes.Select(node => node.Id)];
        var outputs = graph.Nodes.Where(node => node.Kind == NodeKinds.Output.Id && wanted.Contains(node.Id)).ToArray();
        var first = new RunSnapshot
        {
            Id = RunId.Create(),
            Kind = RunKind.Graph,
            Title = ask.Name ?? graph.Name,
            Created = DateTimeOffset.UtcNow,
            Slot = ask.Slot,
            Asked = JsonSerializer.SerializeToElement(ask with { Graph = JsonSerializer.Deserialize<JsonElement>(graph.ToJson()), Set = new Dictionary<string, string>() }, StudioJson.Options),
            Items = [.. outputs.Select((node, i) => new RunItem { Index = i, Name = NameOf(node), Node = node.Id })],
            Nodes = [.. graph.Nodes.Select(node => new RunNode { Id = node.Id })],
        };
        return session.Queue.Add(first, new GraphWork(session, graph, wanted));
    }

    private TextureGraph GraphOf(GraphAsk ask) => ask switch
    {
        { Graph: { } document } => TextureGraph.FromJson(document.GetRawText()),
        { Name: { } name } => session.Graphs.Load(name),
        _ => throw new InvalidRequestException("graph", "Neither a graph nor the name of one is there.", "Send the document as 'graph', or the name of a saved one as 'name'."),
    };

    private static TextureGraph Set(TextureGraph graph, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            try
            {
                graph = graph.WithTyped(name, value);
            }
            catch (ArgumentException e)
            {
                throw new InvalidRequestException("set", e.Message, "See /api/nodes for the parameters of each kind.", e);
            }
        }
        return graph;
    }

    private static string NameOf(GraphNode node) => node.Parameters.TryGetValue("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : node.Id;
}
