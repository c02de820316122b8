// D. Podell et al., "SDXL: improving latent diffusion models for high-resolution image synthesis", 2023.
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion XL: two text encoders, and the sizes that the picture is to look as if it had.</summary>
    public static ModelFamily Sdxl { get; } = Add(new SdxlFamily());
}

internal class SdxlFamily : LatentFamily
{
    public override string Id => "sdxl";

    public override string Name => "Stable Diffusion XL";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "text_encoder_2", "unet", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["StableDiffusionXLPipeline", "StableDiffusionXLControlNetPipeline"];

    protected override int UsualSize => 1024;

    protected override int UsualMultiple => 32;

    protected override double UsualGuidance => 5;

    protected override string UsualScheduler =>
        """
        {"_class_name":"EulerDiscreteScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"steps_offset":1,"timestep_spacing":"leading"}
        """;

    public override bool Matches(ModelFolder folder) => folder.HasInput("unet", "text_embeds") && folder.Has("text_encoder") && !TurboFamily.IsTurbo(folder);

    public override ModelFamily? RefinerOf(ModelFolder folder) => ModelFamilies.SdxlRefiner;

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new SdxlModel(this, backend, sessions);
}
