namespace Scumble.Nodes;

/// <summary>Pictures that steer a generation, each with the ControlNet that reads it (empty: the model's for what it shows) and its span.</summary>
internal sealed record ControlValue(IReadOnlyList<(SharedPicture Picture, string Network, string Reads, double Scale, double Start, double End)> Controls) : NodeValue
{
    public override PortType Type => PortType.Control;

    public override IEnumerable<SharedPicture> Pictures => Controls.Select(control => control.Picture);
}
