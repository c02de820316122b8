using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>The channels of a picture.</summary>
internal sealed class UnpackChannelsKind : NodeKind
{
    private readonly NodePort _input, _r, _g, _b, _a;

    public UnpackChannelsKind() : base("unpack_channels", "Unpack channels", NodeCategory.Mix, SeamRule.Equivariant, "Takes the channels of a picture apart.")
    {
        _input = In("input", PortType.Picture, "The picture.");
        _r = Out("r", PortType.Grey, "Red.");
        _g = Out("g", PortType.Grey, "Green.");
        _b = Out("b", PortType.Grey, "Blue.");
        _a = Out("a", PortType.Grey, "Alpha; 1 where there is none.");
    }

    public override string Keywords => "rgba split";

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        Set(run, _r, source, colour => colour.R);
        Set(run, _g, source, colour => colour.G);
        Set(run, _b, source, colour => colour.B);
        Set(run, _a, source, colour => colour.A);
    }

    private static void Set(NodeRun run, NodePort port, Tensor source, Func<PixelValue, PixelValue> channel)
    {
        var p = new PixelProgram();
        run.Set(port, run.Shade(1, p.Return(channel(p.Load(0))), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>The channels of a picture.</summary>
    public static NodeKind UnpackChannels { get; } = Add(new UnpackChannelsKind());
}
