namespace Scumble.Nodes;

/// <summary>Arithmetic on numbers.</summary>
internal sealed class MathKind : NodeKind
{
    private readonly NodeParameter _operation, _a, _b;
    private readonly NodePort _output;

    public MathKind() : base("math", "Math", NodeCategory.Value, SeamRule.None, "One number from two.")
    {
        _operation = Choice("operation", "add", "What is done.", "add", "subtract", "multiply", "divide", "power", "minimum", "maximum");
        _a = Number("a", 0, -1e6, 1e6, "The first number.");
        _b = Number("b", 0, -1e6, 1e6, "The second number.");
        _output = Out("output", PortType.Number, "The result; 0 where it is no number.");
    }

    private protected override void Run(NodeRun run)
    {
        var (a, b) = (run.Double(_a), run.Double(_b));
        var result = run.Text(_operation) switch
        {
            "add" => a + b,
            "subtract" => a - b,
            "multiply" => a * b,
            "divide" => a / b,
            "power" => Math.Pow(a, b),
            "minimum" => Math.Min(a, b),
            _ => Math.Max(a, b),
        };
        run.Set(_output, new NumberValue(double.IsFinite(result) ? Math.Clamp(result, -1e9, 1e9) : 0));
    }
}

public static partial class NodeKinds
{
    /// <summary>Arithmetic on numbers.</summary>
    public static NodeKind Math { get; } = Add(new MathKind());
}
