using Scumble.Diagnostics;

namespace Scumble.Nodes;

public sealed partial record TextureGraph
{
    /// <summary>
    /// Everything that keeps nodes from running: unknown kinds, parameters and ports, values out of range, wires between types that do not go
    /// together, several wires into one input, missing wires, circles. Nodes within graph nodes are called "outer/inner".
    /// </summary>
    public IReadOnlyList<GraphFault> Validate()
    {
        var flat = GraphFlattening.Expand(this);
        return [.. flat.Faults, .. GraphFaults.Of(flat.Graph), .. ExposedFaults()];
    }

    /// <summary>Whether a wire may be laid, and how its value is converted or why not: by types, names and circles, not by what is wired already.</summary>
    public WireRule Rule(GraphWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        if (GraphFaults.Ends(this, wire, out var from, out var to) is { } fault) return new(false, fault.Message);
        var rule = PortTypes.Rule(from, to);
        return rule.IsAllowed && Reaches(wire.ToNode, wire.FromNode) ? new(false, "It would close a circle.") : rule;
    }

    private IEnumerable<GraphFault> ExposedFaults()
    {
        foreach (var exposed in Exposed)
        {
            var node = Nodes.FirstOrDefault(one => one.Id == exposed.Node);
            var kind = node is null ? null : NodeKinds.Find(node.Kind);
            if (node is not null && kind is null) continue; // said of the node
            if (node is null) yield return new(null, exposed.Name, $"'{exposed.Name}' stands for the node '{exposed.Node}', which is not there.", "Remove it, or name another node.");
            else if (kind!.ParametersOf(node).All(one => one.Name != exposed.Parameter) && kind.InputsOf(node).All(one => one.Name != exposed.Parameter))
                yield return new(null, exposed.Name, $"'{exposed.Name}' stands for '{exposed.Parameter}' of '{exposed.Node}', which has none.", NearestOf(exposed.Parameter, kind.ParametersOf(node).Select(one => one.Name)));
        }
    }

    private bool Reaches(string from, string to)
    {
        var (next, seen) = (Wires.ToLookup(wire => wire.FromNode, wire => wire.ToNode), new HashSet<string> { from });
        var open = new Stack<string>(seen);
        while (open.TryPop(out var node))
        {
            if (node == to) return true;
            foreach (var one in next[node])
                if (seen.Add(one)) open.Push(one);
        }
        return false;
    }

    internal static string NearestOf(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : known.Any() ? $"There is {string.Join(", ", known)}." : "There is none.";
}
