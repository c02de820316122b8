namespace Scumble.Graphs;

/// <summary>
/// Where a graph can be cut into parts that run one after the other, with the bits of the whole: where no runtime fuses an operation before the cut with one behind
/// it. That is where all values that cross go to joins, enlargements, convolutions and products only. A residual sum behind the cut of a value before it is such a fusion,
/// so networks that are one chain of residuals (transformers) have no such place. The same graph is always cut alike.
/// </summary>
internal sealed class GraphCuts
{
    // Operations that read what crosses. What else they are fused with lies behind the cut with them.
    private static readonly HashSet<string> Readers = ["Concat", "Resize", "Upsample", "Conv", "ConvTranspose", "Gemm", "MatMul", "Pad", "Shape", "Slice"];

    // And of what no convolution is behind: embeddings of time and words, which every block reads through these.
    private static readonly HashSet<string> ReadersOfEmbeddings = ["Sigmoid", "Mul"];

    // Operations that are folded into their readers.
    private static readonly HashSet<string> Folded = ["Pad", "Transpose", "Constant", "Identity", "Cast"];

    // Operations whose graphs read values that their inputs do not name.
    private static readonly HashSet<string> Nested = ["If", "Loop", "Scan"];

    private readonly OnnxGraph _graph;
    private readonly IReadOnlyList<OnnxNode> _nodes;
    private readonly HashSet<string> _inputs;
    private readonly Dictionary<string, int> _giver = [];
    private readonly bool[] _isFree;
    private readonly bool[] _isConvolved;

    private GraphCuts(OnnxGraph graph, int count)
    {
        (_graph, _nodes, _inputs) = (graph, graph.Nodes, [.. graph.Inputs]);
        for (var i = 0; i < _nodes.Count; i++)
            foreach (var output in _nodes[i].Outputs) _giver[output] = i;
        (_isFree, _isConvolved) = (Free(), new bool[_nodes.Count]);
        for (var i = 0; i < _nodes.Count; i++) _isConvolved[i] = _nodes[i].Op == "Conv" || _nodes[i].Inputs.Any(IsConvolved);
        var isWhole = _nodes.Any(node => Nested.Contains(node.Op)) || graph.Outputs.Any(output => !_giver.TryGetValue(output, out var giver) || _isFree[giver]);
        Ends = [.. isWhole ? [] : Choose(count), _nodes.Count];
    }

    /// <summary>The index behind the last node of each part; the last is the number of nodes.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>Chooses cuts that leave about equal work in each part.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="count">How many parts are wanted; there are fewer where it has fewer places to be cut at.</param>
    public static GraphCuts Of(OnnxGraph graph, int count) => new(graph, count);

    /// <summary>The values that a part takes from those before it, in the order in which they are given.</summary>
    public IReadOnlyList<string> Taken(int part) => [.. Crossing(Start(part)).Intersect(Nodes(part).SelectMany(node => node.Inputs))];

    /// <summary>The values that a part gives: those that later parts read, and the graph's own outputs.</summary>
    public IReadOnlyList<string> Given(int part)
    {
        var own = Enumerable.Range(Start(part), Ends[part] - Start(part)).Where(i => !_isFree[i]).SelectMany(i => _nodes[i].Outputs).ToHashSet();
        return [.. (part + 1 < Ends.Count ? Crossing(Ends[part]).Where(own.Contains) : []).Union(_graph.Outputs.Where(own.Contains))];
    }

    /// <summary>A part's nodes, with those that follow from sizes and constants alone, which every part works out by itself.</summary>
    public IReadOnlyList<OnnxNode> Nodes(int part)
    {
        var needed = new HashSet<int>();
        for (var i = Start(part); i < Ends[part]; i++)
            if (!_isFree[i]) Need(i, needed, Start(part));
        return [.. needed.Order().Select(i => _nodes[i])];
    }

    private int Start(int part) => part == 0 ? 0 : Ends[part - 1];

    private void Need(int index, HashSet<int> needed, int start)
    {
        if (!needed.Add(index)) return;
        foreach (var input in _nodes[index].Inputs)
            if (_giver.TryGetValue(input, out var giver) && (_isFree[giver] || giver >= start)) Need(giver, needed, start);
    }

    // What is read behind a place and given before it.
    private List<string> Crossing(int at)
    {
        var crossing = new List<string>();
        var known = new HashSet<string>();
        foreach (var value in Enumerable.Range(at, _nodes.Count - at).Where(i => !_isFree[i]).SelectMany(i => _nodes[i].Inputs).Concat(_graph.Outputs))
            Visit(value);
        return [.. crossing.OrderBy(value => _giver[value]).ThenBy(value => value, StringComparer.Ordinal)];

        // Nodes that are worked out anew may read values that are not.
        void Visit(string value)
        {
            if (!_giver.TryGetValue(value, out var giver) || (giver >= at && !_isFree[giver]) || !known.Add(value)) return;
            if (!_isFree[giver]) crossing.Add(value);
            else foreach (var input in _nodes[giver].Inputs) Visit(input);
        }
    }

    private bool IsConvolved(string value) => _giver.TryGetValue(value, out var giver) && _isConvolved[giver];

    // Of an embedding for many blocks at once: nothing is fused with what splits it.
    private bool IsPart(string value) => _giver.TryGetValue(value, out var giver) && _nodes[giver].Op == "Split";

    // What follows from constants and the sizes of inputs.
    private bool[] Free()
    {
        var free = new bool[_nodes.Count];
        for (var i = 0; i < free.Length; i++)
        {
            var node = _nodes[i];
            free[i] = (node.Op == "Shape" && _inputs.Contains(node.Inputs[0]))
                || node.Inputs.All(input => !_inputs.Contains(input) && (!_giver.TryGetValue(input, out var giver) || free[giver]));
        }
        return free;
    }

    private IEnumerable<int> Choose(int count)
    {
        var work = GraphWork.Of(_graph);
        var before = new double[_nodes.Count + 1];
        for (var i = 0; i < _nodes.Count; i++) before[i + 1] = before[i] + work[i];
        int[] places = [.. Places().Where(at => before[at] > 0 && before[at] < before[^1])];
        return Enumerable.Range(1, count - 1).Where(_ => places.Length > 0).Select(part => places.MinBy(at => Math.Abs(before[at] - (before[^1] * part / count)))).Distinct().Order();
    }

    // A value that others than readers take is fused with them; it is closed to a cut until the last of these has it.
    private IEnumerable<int> Places()
    {
        var (last, lastOther) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_isFree[i]) continue;
            foreach (var input in _nodes[i].Inputs)
            {
                last[input] = i;
                if (!Readers.Contains(_nodes[i].Op) && (IsConvolved(input) || !(ReadersOfEmbeddings.Contains(_nodes[i].Op) || IsPart(input)))) lastOther[input] = i;
            }
        }
        var (closed, outputs) = (new bool[_nodes.Count + 1], _graph.Outputs.ToHashSet());
        foreach (var (value, giver) in _giver.Where(pair => !_isFree[pair.Value]))
            closed.AsSpan(giver + 1, Math.Max(0, (IsFolded(_nodes[giver]) || outputs.Contains(value) ? last : lastOther).GetValueOrDefault(value) - giver)).Fill(true);
        return Enumerable.Range(1, Math.Max(0, _nodes.Count - 1)).Where(at => !closed[at]);
    }

    // Into its reader: also a product with a constant, into one of matrices.
    private bool IsFolded(OnnxNode node) =>
        Folded.Contains(node.Op) || (node.Op is "Mul" or "Div" && node.Inputs.Any(input => !_inputs.Contains(input) && (!_giver.TryGetValue(input, out var giver) || _isFree[giver])));
}
