using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>A texture from a picture and a prompt.</summary>
internal sealed class FromPictureKind : GeneratorKind
{
    private readonly NodePort _input;
    private readonly NodeParameter _strength;

    public FromPictureKind() : base("from_picture", "From picture", SeamRule.Repeats, "Paints a picture over, as a prompt says.")
    {
        _input = In("input", PortType.Picture, "What is painted over.");
        Begin();
        _strength = Number("strength", 0.6, 0.01, 1, "How much of it may change.");
        End();
    }

    public override string Keywords => "img2img variation refine";

    internal override async Task RunAsync(NodeRun run)
    {
        var image = PictureSource.FromImage(run.Download(run.Picture(_input)), "input.png");
        Give(run, await MakeAsync(run, request => request with { Start = new() { Image = image, Strength = run.Double(_strength), Fit = PictureFit.Stretch } }).ConfigureAwait(false));
    }
}

public static partial class NodeKinds
{
    /// <summary>A texture from a picture and a prompt.</summary>
    public static NodeKind FromPicture { get; } = Add(new FromPictureKind());
}
