namespace Scumble.Nodes;

/// <summary>Colours along a line.</summary>
internal sealed class ValueGradientKind : NodeKind
{
    private readonly NodeParameter _value;
    private readonly NodePort _output;

    public ValueGradientKind() : base("value_gradient", "Gradient", NodeCategory.Value, SeamRule.None, "Colours along a line for one or several nodes.")
    {
        _value = Gradient("value", "[[0,\"#000000\"],[1,\"#ffffff\"]]", "The colours.");
        _output = Out("output", PortType.Gradient, "The same.");
    }

    private protected override void Run(NodeRun run) => run.Set(_output, run.Gradient(_value));
}

public static partial class NodeKinds
{
    /// <summary>Colours along a line.</summary>
    public static NodeKind ValueGradient { get; } = Add(new ValueGradientKind());
}
