namespace Scumble.Nodes;

/// <summary>Words.</summary>
internal sealed record TextValue(string Value) : NodeValue
{
    public override PortType Type => PortType.Text;

    public override string Identity => Value;
}
