namespace Scumble.Nodes;

/// <summary>A colour.</summary>
internal sealed class ValueColourKind : NodeKind
{
    private readonly NodeParameter _value;
    private readonly NodePort _output;

    public ValueColourKind() : base("value_colour", "Colour", NodeCategory.Value, SeamRule.None, "A colour for one or several nodes.")
    {
        _value = Colour("value", "#808080", "The colour.");
        _output = Out("output", PortType.Colour, "The same.");
    }

    private protected override void Run(NodeRun run) => run.Set(_output, run.Colour(_value));
}

public static partial class NodeKinds
{
    /// <summary>A colour.</summary>
    public static NodeKind ValueColour { get; } = Add(new ValueColourKind());
}
