namespace Scumble.Nodes;

/// <summary>A number.</summary>
internal sealed class ValueNumberKind : NodeKind
{
    private readonly NodeParameter _value;
    private readonly NodePort _output;

    public ValueNumberKind() : base("value_number", "Number", NodeCategory.Value, SeamRule.None, "A number for one or several nodes.")
    {
        _value = Number("value", 0.5, -1e6, 1e6, "The number.");
        _output = Out("output", PortType.Number, "The same.");
    }

    private protected override void Run(NodeRun run) => run.Set(_output, new NumberValue(run.Double(_value)));
}

public static partial class NodeKinds
{
    /// <summary>A number.</summary>
    public static NodeKind ValueNumber { get; } = Add(new ValueNumberKind());
}
