namespace Scumble.Nodes;

/// <summary>A seed.</summary>
internal sealed class ValueSeedKind : NodeKind
{
    private readonly NodeParameter _value;
    private readonly NodePort _output;

    public ValueSeedKind() : base("value_seed", "Seed", NodeCategory.Value, SeamRule.None, "A seed for one or several nodes.")
    {
        _value = Seed("value", "The seed.");
        _output = Out("output", PortType.Seed, "The same.");
    }

    private protected override void Run(NodeRun run) => run.Set(_output, new SeedValue(run.Seed(_value)));
}

public static partial class NodeKinds
{
    /// <summary>A seed.</summary>
    public static NodeKind ValueSeed { get; } = Add(new ValueSeedKind());
}
