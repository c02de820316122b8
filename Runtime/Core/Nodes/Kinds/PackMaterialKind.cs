using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>Maps in the channels that an engine wants.</summary>
internal sealed class PackMaterialKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _layout;

    public PackMaterialKind() : base("pack_material", "Pack material", NodeCategory.Material, SeamRule.Equivariant, "Puts a material's grey maps into the channels of one picture, as engines read them.")
    {
        _input = In("material", PortType.Material, "The material.");
        _layout = Choice("layout", "orm", "Occlusion, roughness, metalness (glTF, Unreal, Godot); Unity's mask map (metalness, occlusion, no detail, smoothness); roughness, metalness, occlusion.", "orm", "unity_mask", "rma");
        _output = Out("output", PortType.Picture, "The picture; data, not colour.");
    }

    public override string Keywords => "orm arm mask map channel";

    private protected override void Run(NodeRun run)
    {
        var maps = run.Material(_input).Maps;
        Tensor Map(MaterialMap map) => maps.TryGetValue(map, out var picture) ? picture.Tensor : run.Uniform([.. map.Neutral]);
        var p = new PixelProgram();
        var (occlusion, roughness, metallic) = (p.Load(0).R, p.Load(1).R, p.Load(2).R);
        var one = p.Constant(1);
        p.Return(run.Text(_layout) switch
        {
            "orm" => p.Join(occlusion, roughness, metallic, one),
            "rma" => p.Join(roughness, metallic, occlusion, one),
            _ => p.Join(metallic, occlusion, p.Constant(0), 1f - roughness),
        });
        run.Set(_output, run.Shade(run.Text(_layout) == "unity_mask" ? 4 : 3, p, Map(MaterialMap.Occlusion), Map(MaterialMap.Roughness), Map(MaterialMap.Metallic)));
    }
}

public static partial class NodeKinds
{
    /// <summary>Maps in the channels that an engine wants.</summary>
    public static NodeKind PackMaterial { get; } = Add(new PackMaterialKind());
}
