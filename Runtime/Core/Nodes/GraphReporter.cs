namespace Scumble.Nodes;

/// <summary>Tells what happens, keeps the last word on each node, and speaks for graph nodes, whose nodes are called "outer/inner".</summary>
internal sealed class GraphReporter(IProgress<GraphEvent>? events)
{
    private readonly OrderedDictionary<string, GraphEvent> _last = [];
    private readonly Dictionary<string, int> _open = [];
    private readonly Dictionary<string, List<GraphEvent>> _within = [];

    /// <summary>The last event of each node that has one that is final.</summary>
    public IReadOnlyDictionary<string, GraphEvent> Last => _last;

    /// <summary>Which nodes will have a last event.</summary>
    public void Expect(IEnumerable<string> nodes)
    {
        foreach (var outer in nodes.SelectMany(Outer)) _open[outer] = _open.GetValueOrDefault(outer) + 1;
    }

    /// <summary>Whether a node has had its last event.</summary>
    public bool IsDone(string node) => _last.ContainsKey(node);

    public void Report(GraphEvent one)
    {
        events?.Report(one);
        var isLast = one.Status is not (NodeStatus.Started or NodeStatus.Progress);
        if (isLast) _last[one.Node] = one;
        foreach (var outer in Outer(one.Node))
        {
            if (!_within.TryGetValue(outer, out var within))
            {
                _within.Add(outer, within = []);
                events?.Report(new(outer, NodeStatus.Started));
            }
            if (!isLast) continue;
            within.Add(one);
            if (within.Count < _open[outer])
            {
                events?.Report(new(outer, NodeStatus.Progress) { Progress = (double)within.Count / _open[outer], Message = one.Node[(outer.Length + 1)..], Picture = one.Picture });
                continue;
            }
            var worst = within.FirstOrDefault(inner => inner.Status == NodeStatus.Failed) ?? within.FirstOrDefault(inner => inner.Status is NodeStatus.Blocked or NodeStatus.Cancelled)
                ?? within.FirstOrDefault(inner => inner.Status == NodeStatus.Finished) ?? one;
            var whole = new GraphEvent(outer, worst.Status)
            {
                Progress = worst.Status is NodeStatus.Finished or NodeStatus.Cached ? 1 : 0,
                Message = worst.Message,
                Hint = worst.Hint,
                Picture = one.Picture,
                Elapsed = within.Aggregate(TimeSpan.Zero, (sum, inner) => sum + inner.Elapsed),
                Warnings = [.. within.SelectMany(inner => inner.Warnings).Distinct()],
                Key = one.Key,
            };
            events?.Report(_last[outer] = whole);
        }
    }

    // "a/b/c" is within "a/b" and "a".
    private static IEnumerable<string> Outer(string node)
    {
        for (var slash = node.LastIndexOf('/'); slash > 0; slash = node.LastIndexOf('/', slash - 1)) yield return node[..slash];
    }
}
