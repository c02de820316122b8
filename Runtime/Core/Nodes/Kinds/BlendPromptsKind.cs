using System.Globalization;

namespace Scumble.Nodes;

/// <summary>Two prompts as one.</summary>
internal sealed class BlendPromptsKind : NodeKind
{
    private readonly NodeParameter _first, _second, _weight;
    private readonly NodePort _output;

    public BlendPromptsKind() : base("blend_prompts", "Blend prompts", NodeCategory.Value, SeamRule.None, "Joins two prompts, each as strong as its share, in the syntax of weighted words.")
    {
        _first = Text("first", "", 1900, "The first prompt.");
        _second = Text("second", "", 1900, "The second prompt.");
        _weight = Number("weight", 0.5, 0, 1, "The second's share: 0 is the first alone.");
        _output = Out("output", PortType.Text, "The joined prompt.");
    }

    private protected override void Run(NodeRun run)
    {
        // At equal shares both have the weight 1.
        var (first, second, share) = (run.Text(_first).Trim(), run.Text(_second).Trim(), run.Double(_weight));
        var joined = share == 0 || second.Length == 0 ? first : share == 1 || first.Length == 0 ? second
            : $"{Weighted(first, 2 * (1 - share))}, {Weighted(second, 2 * share)}";
        run.Set(_output, new TextValue(joined));
    }

    private static string Weighted(string prompt, double weight) =>
        Math.Round(weight, 3) == 1 ? prompt : string.Create(CultureInfo.InvariantCulture, $"({prompt}:{weight:0.###})");
}

public static partial class NodeKinds
{
    /// <summary>Two prompts as one.</summary>
    public static NodeKind BlendPrompts { get; } = Add(new BlendPromptsKind());
}
