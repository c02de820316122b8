using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion whose U-Net also reads a mask and the picture around it.</summary>
    public static ModelFamily Inpainting { get; } = Add(new InpaintingFamily());
}

internal sealed class InpaintingFamily : StableDiffusionFamily
{
    public override string Id => "sd-inpainting";

    public override string Name => "Stable Diffusion inpainting";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "unet", "vae_decoder", "vae_encoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusionInpaintPipeline", "OnnxStableDiffusionInpaintPipeline"];

    public override bool Matches(ModelFolder folder) => IsTextUNet(folder) && NetworkChannels.Find(folder) == ExtraChannels.MaskedPicture;
}
