using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>A kind of node, or one node whose ports follow from what it holds.</summary>
/// <param name="Id">What documents call it.</param>
/// <param name="Title">What people read.</param>
/// <param name="Category">Where it stands in a palette.</param>
/// <param name="Help">What it does.</param>
/// <param name="Keywords">Other words for it.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Parameters">What may be set.</param>
internal sealed record KindCard(
    string Id, string Title, NodeCategory Category, string Help, string Keywords, IReadOnlyList<NodePort> Inputs, IReadOnlyList<NodePort> Outputs, IReadOnlyList<NodeParameter> Parameters)
{
    /// <summary>The card of a kind.</summary>
    public static KindCard Of(NodeKind kind) => new(kind.Id, kind.Title, kind.Category, kind.Help, kind.Keywords, kind.Inputs, kind.Outputs, kind.Parameters);

    /// <summary>The card of one node.</summary>
    public static KindCard Of(NodeKind kind, GraphNode node) => Of(kind) with { Inputs = kind.InputsOf(node), Outputs = kind.OutputsOf(node), Parameters = kind.ParametersOf(node) };
}
