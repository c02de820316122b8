// T. Brooks et al., "InstructPix2Pix: learning to follow image editing instructions", 2023.
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion whose U-Net also reads the picture that the prompt is to change.</summary>
    public static ModelFamily Editing { get; } = Add(new EditingFamily());
}

internal sealed class EditingFamily : StableDiffusionFamily
{
    public override string Id => "sd-pix2pix";

    public override string Name => "Stable Diffusion instruct-pix2pix";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "unet", "vae_decoder", "vae_encoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusionInstructPix2PixPipeline"];

    public override bool Matches(ModelFolder folder) => IsTextUNet(folder) && NetworkChannels.Find(folder) == ExtraChannels.Picture;
}
