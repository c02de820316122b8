namespace Scumble.Nodes;

/// <summary>Words.</summary>
internal sealed class ValueTextKind : NodeKind
{
    private readonly NodeParameter _value;
    private readonly NodePort _output;

    public ValueTextKind() : base("value_text", "Text value", NodeCategory.Value, SeamRule.None, "Words for one or several nodes.")
    {
        _value = Text("value", "", 4000, "The words.");
        _output = Out("output", PortType.Text, "The same.");
    }

    private protected override void Run(NodeRun run) => run.Set(_output, new TextValue(run.Text(_value)));
}

public static partial class NodeKinds
{
    /// <summary>Words.</summary>
    public static NodeKind ValueText { get; } = Add(new ValueTextKind());
}
