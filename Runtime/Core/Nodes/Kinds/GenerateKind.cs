namespace Scumble.Nodes;

/// <summary>A texture from a prompt.</summary>
internal sealed class GenerateKind : GeneratorKind
{

    public GenerateKind() : base("generate", "Generate", SeamRule.Repeats, "Paints a material or a picture from a prompt.")
    {
        Begin();
        End();
    }

    public override string Keywords => "diffusion prompt text to image txt2img";

    internal override async Task RunAsync(NodeRun run) => Give(run, await MakeAsync(run, request => request).ConfigureAwait(false));
}

public static partial class NodeKinds
{
    /// <summary>A texture from a prompt.</summary>
    public static NodeKind Generate { get; } = Add(new GenerateKind());
}
