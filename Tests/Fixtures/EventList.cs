using Scumble.Nodes;

namespace Scumble.Tests.Fixtures;

/// <summary>What a run told.</summary>
internal sealed class EventList : IProgress<GraphEvent>
{
    private readonly List<GraphEvent> _all = [];

    public Action<GraphEvent>? On { get; init; }

    public IReadOnlyList<GraphEvent> All => _all;

    /// <summary>The nodes that ran to their end, in order; graph nodes' own are not counted.</summary>
    public IReadOnlyList<string> Ran => [.. _all.Where(one => one.Status == NodeStatus.Finished).Select(one => one.Node)];

    public void Clear() => _all.Clear();

    public void Report(GraphEvent value)
    {
        _all.Add(value);
        On?.Invoke(value);
    }
}
