// R. Rombach et al., "High-resolution image synthesis with latent diffusion models", 2022; its depth-guided model of version 2.
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion whose U-Net also reads how near things are.</summary>
    public static ModelFamily Depth { get; } = Add(new DepthFamily());
}

internal sealed class DepthFamily : StableDiffusionFamily
{
    public override string Id => "sd-depth";

    public override string Name => "Stable Diffusion 2 depth";

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusionDepth2ImgPipeline"];

    public override bool Matches(ModelFolder folder) => IsTextUNet(folder) && NetworkChannels.Find(folder) == ExtraChannels.Depth;
}
