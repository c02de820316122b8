namespace Scumble.Graphs;

/// <summary>
/// Adds to values of a graph what lies at their other edge, by slices that are joined: every operator set has these, where padding by wrapping
/// came with the 19th. One thread.
/// </summary>
/// <param name="graph">Gets the constants that slices need.</param>
internal sealed class WrappedEdges(OnnxGraph graph)
{
    // The first operator set whose slices take values.
    private const int ComputedSlices = 10;

    private readonly Dictionary<(string Value, int Axis, long Before, long Behind), string> _known = [];
    private readonly Dictionary<string, string> _constants = [];
    private List<OnnxNode> _nodes = [];

    /// <summary>The nodes since the last call, in order.</summary>
    public IReadOnlyList<OnnxNode> Take()
    {
        var nodes = _nodes;
        _nodes = [];
        return nodes;
    }

    /// <summary>A value with some of its end before it and some of its beginning behind it, along one axis.</summary>
    public string Add(string value, int axis, long before, long behind)
    {
        if (before <= 0 && behind <= 0) return value;
        if (_known.TryGetValue((value, axis, before, behind), out var known)) return known;
        List<string> parts = [value];
        if (before > 0) parts.Insert(0, Slice(value, axis, -before, long.MaxValue));
        if (behind > 0) parts.Add(Slice(value, axis, 0, behind));
        return _known[(value, axis, before, behind)] = Join(axis, parts);
    }

    /// <summary>The same by pads that the graph computes: all axes before, then all behind, four each.</summary>
    public string AddComputed(string value, int axis, string pads)
    {
        var (before, behind) = (Slice(pads, 0, axis, axis + 1), Slice(pads, 0, axis + 4, axis + 5));
        var size = Slice(New("Shape", [value]), 0, axis, axis + 1);
        var end = New("Slice", [value, New("Sub", [size, before]), Constant(long.MaxValue), Constant(axis)]);
        return Join(axis, [end, value, New("Slice", [value, Constant(0), behind, Constant(axis)])]);
    }

    /// <summary>Pads that the graph computes, without those of some axes.</summary>
    public string Without(string pads, bool x, bool y)
    {
        long rows = y ? 0 : 1, columns = x ? 0 : 1;
        return New("Mul", [pads, Constant(1, 1, rows, columns, 1, 1, rows, columns)]);
    }

    private string Slice(string value, int axis, long start, long end) => graph.Opset >= ComputedSlices
        ? New("Slice", [value, Constant(start), Constant(end), Constant(axis)])
        : New("Slice", [value], OnnxAttributeValue.Of("starts", start), OnnxAttributeValue.Of("ends", end), OnnxAttributeValue.Of("axes", axis));

    private string Join(int axis, IReadOnlyList<string> parts) => New("Concat", parts, OnnxAttributeValue.OfNumber("axis", axis));

    private string New(string op, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttributeValue> attributes)
    {
        var output = graph.NewName("wrapped_");
        _nodes.Add(new OnnxNode(op, inputs, [output], attributes) { Name = output });
        return output;
    }

    private string Constant(params IReadOnlyList<long> values)
    {
        var key = string.Join(',', values);
        if (_constants.TryGetValue(key, out var known)) return known;
        var weight = OnnxWeight.Of(graph.NewName("wrapped_"), values);
        graph.Add(weight);
        return _constants[key] = weight.Name;
    }
}
