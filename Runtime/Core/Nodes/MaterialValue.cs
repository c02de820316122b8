using Scumble.Materials;

namespace Scumble.Nodes;

/// <summary>A set of maps; the base colour is always among them. Normals are OpenGL's.</summary>
internal sealed record MaterialValue(IReadOnlyDictionary<MaterialMap, SharedPicture> Maps) : NodeValue
{
    public override PortType Type => PortType.Material;

    public override IEnumerable<SharedPicture> Pictures => Maps.Values;
}
