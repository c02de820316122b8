using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A picture that steers a generation.</summary>
internal sealed class ControlKind : NodeKind
{
    private readonly NodePort _input, _also, _output;
    private readonly NodeParameter _network, _reads, _scale, _start, _end;

    public ControlKind() : base("control", "Control", NodeCategory.Generate, SeamRule.Equivariant, "Makes a picture steer a generation through a ControlNet of the model.")
    {
        _input = In("input", PortType.Picture, "What steers: the picture itself, or what its edges are taken of.");
        _also = Optional("also", PortType.Control, "What steers besides.");
        _network = Text("network", "", GraphNode.MaxIdLength, "The ControlNet, a component of the model; nothing takes the one that reads such pictures.");
        _reads = Choice("reads", "picture", "What the network was trained on: the picture as it is, its edges (Canny), its depth spread over 0..1, or normals of its height.", "picture", "edges", "depth", "normals");
        _scale = Number("scale", 1, 0, 10, "How strongly it steers.");
        _start = Number("start", 0, 0, 1, "Where in the run it begins.");
        _end = Number("end", 1, 0.01, 1, "Where in the run it ends.");
        _output = Out("control", PortType.Control, "What steers.");
    }

    public override string Keywords => "controlnet canny depth";

    private protected override void Run(NodeRun run)
    {
        if (run.Double(_end) <= run.Double(_start)) throw new ScumbleException($"'end' must be above 'start'; found {run.Double(_end)} and {run.Double(_start)}.", "Set a later end.");
        var one = (run.Find(Read(run)), run.Text(_network), run.Text(_reads), run.Double(_scale), run.Double(_start), run.Double(_end));
        run.Set(_output, new ControlValue([.. run.Control(_also)?.Controls ?? [], one]));
    }

    private Tensor Read(NodeRun run)
    {
        var source = run.Picture(_input);
        if (run.Text(_reads) == "picture") return source;
        var p = new PixelProgram();
        var grey = run.Shade(1, p.Return(p.Load(0).Luma()), source);
        var result = run.New(run.Text(_reads) == "normals" ? 3 : 1);
        if (run.Text(_reads) == "edges") run.Images.Canny(result, grey, 100, 200, run.Tile);
        else if (run.Text(_reads) == "normals") run.Images.NormalFromHeight(result, grey, run.Tile, NormalFromHeight.DefaultDepth);
        else
        {
            var range = run.New(2, 1, 1).Tensor;
            run.Images.Range(range, grey);
            run.Images.Normalize(result, grey, range);
        }
        return result;
    }
}

public static partial class NodeKinds
{
    /// <summary>A picture that steers a generation.</summary>
    public static NodeKind Control { get; } = Add(new ControlKind());
}
