using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>The refiner of Stable Diffusion XL: it goes on where the base stops, or from a picture.</summary>
    public static ModelFamily SdxlRefiner { get; } = Add(new SdxlRefinerFamily());
}

internal sealed class SdxlRefinerFamily : SdxlFamily
{
    public override string Id => "sdxl-refiner";

    public override string Name => "Stable Diffusion XL refiner";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder_2", "unet", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusionXLImg2ImgPipeline"];

    public override bool Matches(ModelFolder folder) => folder.HasInput("unet", "text_embeds") && !folder.Has("text_encoder");

    public override ModelFamily? RefinerOf(ModelFolder folder) => null;
}
