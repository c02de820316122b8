using System.Globalization;

namespace Scumble.Nodes;

/// <summary>The seed of noise.</summary>
internal sealed record SeedValue(ulong Value) : NodeValue
{
    public override PortType Type => PortType.Seed;

    public override string Identity => Value.ToString(CultureInfo.InvariantCulture);
}
