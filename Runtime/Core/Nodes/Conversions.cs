using System.Globalization;

namespace Scumble.Nodes;

/// <summary>Values without pixels as the inputs that they flow into want them; those with pixels are converted where they are read (<see cref="NodeRun.Picture(NodePort)"/>).</summary>
internal static class Conversions
{
    public static NodeValue Light(NodeValue value, PortType to) => (value, to) switch
    {
        (NumberValue number, PortType.Seed) => new SeedValue(number.Value is >= 0 and < 1.8e19 ? (ulong)number.Value : 0),
        (NumberValue number, PortType.Text) => new TextValue(number.Value.ToString("0.######", CultureInfo.InvariantCulture)),
        (SeedValue seed, PortType.Text) => new TextValue(seed.Identity),
        _ => value,
    };
}
