using System.Security.Cryptography;
using System.Text;

namespace Scumble.Nodes;

/// <summary>What is known of a node before and while a graph runs.</summary>
internal sealed class NodePlan(GraphNode node, IEnumerable<(GraphWire Wire, NodePlan Source)> wires)
{
    private readonly (GraphWire Wire, NodePlan Source)[] _wires = [.. wires];
    private readonly Dictionary<string, NodeValue> _parameters = [];
    private readonly Dictionary<string, NodeValue> _inputs = [];
    private bool _isUnpinned;

    public GraphNode Node => node;

    public NodeKind? Kind { get; } = NodeKinds.Find(node.Kind);

    /// <summary>The hash of kind, parameters and inputs.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What became of it, or null as long as that is open.</summary>
    public NodeStatus? Status { get; set; }

    /// <summary>Its result, pinned, or null.</summary>
    public CachedResult? Result { get; private set; }

    /// <summary>Who needs its pictures still: nodes that are to run, and the caller.</summary>
    public int Uses { get; set; }

    /// <summary>Whether it was counted among the <see cref="Uses"/> of its sources: it was to run.</summary>
    public bool TakesPart { get; set; }

    /// <summary>The nodes that it hangs on.</summary>
    public IEnumerable<NodePlan> Sources => _wires.Select(wire => wire.Source).Distinct();

    /// <summary>The failed node because of which there will be no result, itself or one that it hangs on; null as long as there is none.</summary>
    public NodePlan? Culprit { get; private set; }

    /// <summary>The culprit behind a source that gives nothing; null where all do. A result that was kept is one, whatever became of its own sources.</summary>
    public NodePlan? CulpritBefore => _wires.Select(wire => wire.Source.Culprit).FirstOrDefault(culprit => culprit is not null);

    /// <summary>It failed itself.</summary>
    public void Fail() => (Status, Culprit) = (NodeStatus.Failed, this);

    /// <summary>It cannot run, because of another.</summary>
    public void Block(NodePlan culprit) => (Status, Culprit) = (NodeStatus.Blocked, culprit);

    /// <summary>Takes the values that are set, and those of wires that carry light ones.</summary>
    /// <param name="scale">What lengths in pixels are multiplied by, 0 to 1.</param>
    /// <exception cref="FormatException">One is out of range.</exception>
    public void Resolve(double scale)
    {
        foreach (var parameter in Kind!.ParametersOf(node))
        {
            var wired = _wires.FirstOrDefault(wire => wire.Wire.ToPort == parameter.Name);
            if (wired.Source is null)
            {
                _parameters[parameter.Name] = ParameterReader.Value(parameter, node.Parameters.TryGetValue(parameter.Name, out var set) ? set : parameter.Default);
                continue;
            }
            var value = Conversions.Light(wired.Source.Result!.Values[wired.Wire.FromPort], parameter.Wire!.Value);
            if (ParameterReader.FaultOf(parameter, value, out var fitting) is { } fault) throw new FormatException($"'{parameter.Name}' {fault}");
            _parameters[parameter.Name] = fitting;
        }
        if (scale < 1 && !Kind.IsGenerator) Shrink(scale); // a generation has a size of its own
        FillInputs(); // the light ones
    }

    private void Shrink(double scale)
    {
        foreach (var parameter in Kind!.ParametersOf(node).Where(parameter => parameter.Unit == "px"))
        {
            var length = ((NumberValue)_parameters[parameter.Name]).Value * scale;
            if (parameter.Type == ParameterType.Integer) length = Math.Round(length);
            _parameters[parameter.Name] = new NumberValue(Math.Clamp(length, parameter.Minimum ?? length, parameter.Maximum ?? length));
        }
    }

    /// <summary>Takes what the inputs' sources gave, as far as it is there.</summary>
    public void FillInputs()
    {
        foreach (var port in Kind!.InputsOf(node))
        {
            var wired = _wires.FirstOrDefault(wire => wire.Wire.ToPort == port.Name);
            if (wired.Source?.Result is { } result) _inputs[port.Name] = Conversions.Light(result.Values[wired.Wire.FromPort], port.Type);
        }
    }

    /// <summary>Computes <see cref="Key"/>: what it is, what is set, and where its inputs come from.</summary>
    /// <param name="graph">Its size and tile count.</param>
    /// <param name="fingerprint">What of the world outside counts.</param>
    public void Hash(TextureGraph graph, string fingerprint)
    {
        var text = new StringBuilder();
        void Line(string name, string value) => text.Append(name).Append('\t').Append(value.Length).Append('\t').Append(value).Append('\n');
        Line("kind", FormattableString.Invariant($"{Kind!.Id} {Kind.Version} {graph.Width}x{graph.Height} {graph.Tile}"));
        Line("outside", fingerprint);
        foreach (var parameter in Kind.ParametersOf(node)) Line(parameter.Name, _parameters[parameter.Name].Identity);
        foreach (var (wire, source) in _wires.OrderBy(wire => wire.Wire.ToPort, StringComparer.Ordinal))
        {
            if (_parameters.ContainsKey(wire.ToPort)) continue;
            Line(wire.ToPort, source.Kind!.IsLight ? source.Result!.Values[wire.FromPort].Identity : $"{source.Key}.{wire.FromPort}");
        }
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>What the node sees while it runs; the caller disposes it.</summary>
    public NodeRun Run(GraphExecution execution) => new(execution, node, _inputs, _parameters);

    /// <summary>Keeps a result from being evicted.</summary>
    public void Take(CachedResult result)
    {
        result.Pins++;
        Result = result;
    }

    /// <summary>One node less needs its pictures.</summary>
    public void Used()
    {
        if (--Uses == 0) Unpin();
    }

    /// <summary>Lets its result be evicted.</summary>
    public void Unpin()
    {
        if (Result is null || _isUnpinned) return;
        _isUnpinned = true;
        Result.Pins--;
    }

}
