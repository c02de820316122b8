// S. Luo et al., "Latent consistency models: synthesizing high-resolution images with few-step inference", 2023.
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Latent consistency models with a guidance embedding: 1 to 8 steps.</summary>
    public static ModelFamily Lcm { get; } = Add(new LcmFamily());
}

internal sealed class LcmFamily : StableDiffusionFamily
{
    public override string Id => "lcm";

    public override string Name => "Latent consistency model";

    public override IReadOnlyList<string> ClassNames { get; } = ["LatentConsistencyModelPipeline", "LatentConsistencyModelImg2ImgPipeline"];

    protected override string UsualScheduler =>
        """
        {"_class_name":"LCMScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"original_inference_steps":50,"timestep_scaling":10.0}
        """;

    protected override int UsualSteps => 4;

    protected override double UsualGuidance => 8.5;

    public override bool Matches(ModelFolder folder) => IsTextUNet(folder) && folder.HasInput("unet", "timestep_cond");

    public override ModelDefaults Defaults(ModelFolder folder) => base.Defaults(folder) with { EmbedsGuidance = true };
}
