using System.Globalization;

namespace Scumble.Nodes;

/// <summary>A number.</summary>
internal sealed record NumberValue(double Value) : NodeValue
{
    public override PortType Type => PortType.Number;

    public override string Identity => Value.ToString("R", CultureInfo.InvariantCulture);
}
