using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>The kinds of nodes and the rules of wires, for a palette.</summary>
/// <param name="Kinds">All kinds.</param>
/// <param name="Rules">Which types go together, "from>to", and how; what is missing is refused.</param>
/// <param name="Refusals">Why others do not, likewise.</param>
internal sealed record GraphCatalogue(IReadOnlyList<KindCard> Kinds, IReadOnlyDictionary<string, string> Rules, IReadOnlyDictionary<string, string> Refusals)
{
    /// <summary>What there is; it does not change.</summary>
    public static GraphCatalogue All { get; } = Create();

    private static GraphCatalogue Create()
    {
        var rules = (from one in Enum.GetValues<PortType>()
                     from other in Enum.GetValues<PortType>()
                     where one != PortType.Any
                     select (Key: $"{Name(one)}>{Name(other)}", Rule: PortTypes.Rule(one, other))).ToArray();
        return new([.. NodeKinds.All.Select(KindCard.Of)],
            rules.Where(rule => rule.Rule.IsAllowed).ToDictionary(rule => rule.Key, rule => rule.Rule.Meaning),
            rules.Where(rule => !rule.Rule.IsAllowed).ToDictionary(rule => rule.Key, rule => rule.Rule.Meaning));
    }

    private static string Name(PortType type) => type.ToString().ToLowerInvariant();
}
