namespace Scumble.Nodes;

/// <summary>One colour everywhere.</summary>
internal sealed class UniformKind : NodeKind
{
    private readonly NodeParameter _colour;
    private readonly NodePort _output;

    public UniformKind() : base("uniform", "Uniform colour", NodeCategory.Pattern, SeamRule.Repeats, "One colour everywhere.")
    {
        _colour = Colour("colour", "#808080", "The colour.");
        _output = Out("output", PortType.Picture, "The picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var colour = run.Colour(_colour);
        run.Set(_output, colour.A == 1 ? run.Uniform(colour.R, colour.G, colour.B) : run.Uniform(colour.R, colour.G, colour.B, colour.A));
    }
}

public static partial class NodeKinds
{
    /// <summary>One colour everywhere.</summary>
    public static NodeKind Uniform { get; } = Add(new UniformKind());
}
