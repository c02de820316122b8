using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A material of its maps.</summary>
internal sealed class MaterialKind : NodeKind
{
    private readonly Dictionary<MaterialMap, NodePort> _inputs = [];
    private readonly NodeParameter _depth;
    private readonly NodePort _output;

    public MaterialKind() : base("material", "Material", NodeCategory.Material, SeamRule.Equivariant, "Joins maps to a material; normal and occlusion follow from the height where no wire gives them.")
    {
        foreach (var map in MaterialMap.All)
        {
            var type = map.ChannelCount == 1 ? PortType.Grey : PortType.Picture;
            _inputs.Add(map, map == MaterialMap.BaseColor ? In(map.Name, type, "The base colour.") : Optional(map.Name, type, $"The {map.Name}; neutral without a wire."));
        }
        _depth = Number("depth", NormalFromHeight.DefaultDepth, 0, 512, "How many pixels a height from 0 to 1 spans, for what follows from it.", "px");
        _output = Out("material", PortType.Material, "The material.");
    }

    private protected override void Run(NodeRun run)
    {
        var maps = new Dictionary<MaterialMap, Tensor>();
        foreach (var (map, port) in _inputs)
        {
            if (!run.Has(port)) continue;
            var picture = run.Picture(port);
            maps[map] = map.ChannelCount == 3 ? run.Colours(run.Find(picture)).Tensor : picture;
        }
        foreach (var map in new[] { MaterialMap.Roughness, MaterialMap.Metallic }.Where(map => !maps.ContainsKey(map))) maps[map] = run.Uniform([.. map.Neutral]);
        run.Derive(maps, run.Number(_depth));
        run.Set(_output, maps);
    }
}

public static partial class NodeKinds
{
    /// <summary>A material of its maps.</summary>
    public static NodeKind Material { get; } = Add(new MaterialKind());
}
