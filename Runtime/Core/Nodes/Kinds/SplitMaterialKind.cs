using Scumble.Materials;

namespace Scumble.Nodes;

/// <summary>The maps of a material.</summary>
internal sealed class SplitMaterialKind : NodeKind
{
    private readonly Dictionary<MaterialMap, NodePort> _outputs = [];
    private readonly NodePort _input;

    public SplitMaterialKind() : base("split_material", "Split material", NodeCategory.Material, SeamRule.Equivariant, "Takes a material apart; a map that it does not have is neutral.")
    {
        _input = In("material", PortType.Material, "The material.");
        foreach (var map in MaterialMap.All) _outputs.Add(map, Out(map.Name, map.ChannelCount == 1 ? PortType.Grey : PortType.Picture, $"The {map.Name}."));
    }

    private protected override void Run(NodeRun run)
    {
        var material = run.Material(_input);
        foreach (var (map, port) in _outputs)
            run.Set(port, new PictureValue(port.Type, material.Maps.TryGetValue(map, out var picture) ? picture : run.Find(run.Uniform([.. map.Neutral]))));
    }
}

public static partial class NodeKinds
{
    /// <summary>The maps of a material.</summary>
    public static NodeKind SplitMaterial { get; } = Add(new SplitMaterialKind());
}
