using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>A part of a picture made anew.</summary>
internal sealed class InpaintKind : GeneratorKind
{
    private readonly NodePort _input, _mask;
    private readonly NodeParameter _strength, _feather;

    public InpaintKind() : base("inpaint", "Inpaint", SeamRule.Repeats, "Paints anew what a mask marks, and keeps the rest.")
    {
        _input = In("input", PortType.Picture, "What is painted in.");
        _mask = In("mask", PortType.Mask, "Where it may change: white is made anew.");
        Begin();
        _strength = Number("strength", 1, 0.01, 1, "How much may change there.");
        _feather = Integer("feather", 4, 0, StartRequest.MaxFeather, "Over how much the new goes over into the old.", "px");
        End();
    }

    public override string Keywords => "mask fill repair";

    internal override async Task RunAsync(NodeRun run)
    {
        var start = new StartRequest
        {
            Image = PictureSource.FromImage(run.Download(run.Picture(_input)), "input.png"),
            Mask = PictureSource.FromImage(run.Download(run.Picture(_mask)), "mask.png"),
            Strength = run.Double(_strength),
            Feather = run.Integer(_feather),
            Fit = PictureFit.Stretch,
        };
        Give(run, await MakeAsync(run, request => request with { Start = start }).ConfigureAwait(false));
    }
}

public static partial class NodeKinds
{
    /// <summary>A part of a picture made anew.</summary>
    public static NodeKind Inpaint { get; } = Add(new InpaintKind());
}
