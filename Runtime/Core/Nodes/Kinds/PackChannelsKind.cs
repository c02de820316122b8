using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Four grey pictures as the channels of one.</summary>
internal sealed class PackChannelsKind : NodeKind
{
    private readonly NodePort _r, _g, _b, _a, _output;

    public PackChannelsKind() : base("pack_channels", "Pack channels", NodeCategory.Mix, SeamRule.Equivariant, "Makes the channels of a picture out of grey ones.")
    {
        _r = Optional("r", PortType.Grey, "Red; 0 without a wire.");
        _g = Optional("g", PortType.Grey, "Green; 0 without a wire.");
        _b = Optional("b", PortType.Grey, "Blue; 0 without a wire.");
        _a = Optional("a", PortType.Grey, "Alpha; without a wire there is none.");
        _output = Out("output", PortType.Picture, "The picture.");
    }

    public override string Keywords => "rgba merge combine orm";

    // Three sources at once: the fourth goes over the first three.
    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        p.Return(p.Join(p.Load(0).R, p.Load(1).R, p.Load(2).R, p.Constant(1)));
        var colour = run.Shade(3, p, run.Picture(_r, 0), run.Picture(_g, 0), run.Picture(_b, 0));
        if (run.Has(_a))
        {
            var q = new PixelProgram();
            var rgb = q.Load(0);
            colour = run.Shade(4, q.Return(q.Join(rgb.R, rgb.G, rgb.B, q.Load(1).R)), colour, run.Picture(_a));
        }
        run.Set(_output, colour);
    }
}

public static partial class NodeKinds
{
    /// <summary>Four grey pictures as the channels of one.</summary>
    public static NodeKind PackChannels { get; } = Add(new PackChannelsKind());
}
