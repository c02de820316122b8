using System.Globalization;

namespace Scumble.Nodes;

/// <summary>A number; zero has no sign.</summary>
internal sealed record NumberValue(double Value) : NodeValue
{
    public double Value { get; } = Value + 0.0;

    public override PortType Type => PortType.Number;

    public override string Identity => Value.ToString("R", CultureInfo.InvariantCulture);
}
