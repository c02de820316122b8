namespace Scumble.Nodes;

/// <summary>Pictures that steer a generation, each with the ControlNet that reads it and its span.</summary>
internal sealed record ControlValue(IReadOnlyList<(SharedPicture Picture, string Network, double Scale, double Start, double End)> Controls) : NodeValue
{
    public override PortType Type => PortType.Control;

    public override IEnumerable<SharedPicture> Pictures => Controls.Select(control => control.Picture);
}
