namespace Scumble.Nodes;

/// <summary>A picture, grey picture or mask.</summary>
internal sealed record PictureValue(PortType Kind, SharedPicture Picture) : NodeValue
{
    public override PortType Type => Kind;

    public override IEnumerable<SharedPicture> Pictures => [Picture];
}
