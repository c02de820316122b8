namespace Scumble.Nodes;

/// <summary>What is wrong with the nodes and wires of a graph that has no graphs within.</summary>
internal static class GraphFaults
{
    public static IEnumerable<GraphFault> Of(TextureGraph graph)
    {
        var into = graph.Wires.ToLookup(wire => wire.ToNode);
        var ids = graph.Nodes.Select(node => node.Id).ToHashSet();
        return graph.Nodes.SelectMany(node => OfNode(graph, node, [.. into[node.Id]]))
            .Concat(graph.Wires.Where(wire => !ids.Contains(wire.ToNode)).Select(wire => new GraphFault(null, null, $"The wire {wire} leads to no node.", "Remove it.")))
            .Concat(GraphOrder.Circles(graph));
    }

    /// <summary>The types at both ends of a wire, or what is wrong with its names.</summary>
    public static GraphFault? Ends(TextureGraph graph, GraphWire wire, out PortType from, out PortType to) =>
        Ends(wire, graph.Nodes.FirstOrDefault(node => node.Id == wire.FromNode), graph.Nodes.FirstOrDefault(node => node.Id == wire.ToNode), out from, out to);

    private static GraphFault? Ends(GraphWire wire, GraphNode? source, GraphNode? target, out PortType from, out PortType to)
    {
        from = to = PortType.Any;
        GraphFault Fault(string message, string hint) => new(wire.ToNode, wire.ToPort, message, hint);
        if (source is null) return Fault($"The wire {wire} comes from no node.", "Remove it, or lay it anew.");
        if (target is null) return Fault($"The wire {wire} leads to no node.", "Remove it, or lay it anew.");
        if (NodeKinds.Find(source.Kind) is not { } sourceKind) return Fault($"The wire {wire} comes from a node of the unknown kind '{source.Kind}'.", "Replace that node.");
        if (NodeKinds.Find(target.Kind) is not { } targetKind) return Fault($"The wire {wire} leads to a node of the unknown kind '{target.Kind}'.", "Replace that node.");
        var outputs = sourceKind.OutputsOf(source);
        if (outputs.FirstOrDefault(port => port.Name == wire.FromPort) is not { } output)
            return Fault($"The node '{source.Id}' has no output '{wire.FromPort}'.", TextureGraph.NearestOf(wire.FromPort, outputs.Select(port => port.Name)));
        from = output.Type;
        if (targetKind.InputsOf(target).FirstOrDefault(port => port.Name == wire.ToPort) is { } input)
        {
            to = input.Type;
            return null;
        }
        var parameters = targetKind.ParametersOf(target);
        if (parameters.FirstOrDefault(one => one.Name == wire.ToPort) is not { } parameter)
        {
            return Fault($"The node '{target.Id}' has no input '{wire.ToPort}'.",
                TextureGraph.NearestOf(wire.ToPort, targetKind.InputsOf(target).Select(port => port.Name).Concat(parameters.Select(one => one.Name))));
        }
        if (parameter.Wire is not { } type) return Fault($"No wire may lead to '{wire.ToPort}' of '{target.Id}'.", "Set it in the node itself.");
        to = type;
        return null;
    }

    private static IEnumerable<GraphFault> OfNode(TextureGraph graph, GraphNode node, GraphWire[] wires)
    {
        if (NodeKinds.Find(node.Kind) is not { } kind)
        {
            yield return new(node.Id, null, $"There is no kind of node '{node.Kind}'.", TextureGraph.NearestOf(node.Kind, NodeKinds.All.Select(one => one.Id)));
            yield break;
        }
        var parameters = kind.ParametersOf(node);
        foreach (var (name, value) in node.Parameters)
        {
            if (parameters.FirstOrDefault(one => one.Name == name) is not { } parameter)
                yield return new(node.Id, name, $"{kind.Title} has no parameter '{name}'.", TextureGraph.NearestOf(name, parameters.Select(one => one.Name)));
            else if (ParameterReader.FaultOf(parameter, value) is { } fault)
                yield return new(node.Id, name, $"'{name}' {fault}", parameter.Help);
        }
        foreach (var wire in wires)
        {
            var source = graph.Nodes.FirstOrDefault(one => one.Id == wire.FromNode);
            if (Ends(wire, source, node, out var from, out var to) is { } fault) yield return fault;
            else if (PortTypes.Rule(from, to) is { IsAllowed: false } rule) yield return new(node.Id, wire.ToPort, $"The wire {wire} does not fit: {rule.Meaning}", "Lay it from another output, or put a node between.");
        }
        foreach (var twice in wires.GroupBy(wire => wire.ToPort).Where(group => group.Count() > 1))
            yield return new(node.Id, twice.Key, $"{twice.Count()} wires lead to '{twice.Key}'.", "Keep one of them, or blend their values first.");
        foreach (var missing in kind.InputsOf(node).Where(port => port.IsRequired && wires.All(wire => wire.ToPort != port.Name)))
            yield return new(node.Id, missing.Name, $"{kind.Title} needs a {PortTypes.Name(missing.Type)} at '{missing.Name}'.", missing.Help);
    }
}
