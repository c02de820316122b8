// A. Sauer et al., "Adversarial diffusion distillation", 2023.
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>SD-Turbo and SDXL-Turbo: the networks of SD 2.x and SDXL, distilled to 1 to 4 steps without guidance.</summary>
    public static ModelFamily Turbo { get; } = Add(new TurboFamily());
}

internal sealed class TurboFamily : LatentFamily
{
    public override string Id => "turbo";

    public override string Name => "SD-Turbo, SDXL-Turbo";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "unet", "vae_decoder"];

    protected override int UsualSize => 512;

    protected override int UsualSteps => 1;

    protected override double UsualGuidance => 1;

    /// <summary>Nothing in the graphs tells: the distilled models are published under their name, with Euler schedulers of trailing timesteps that predict noise.</summary>
    public static bool IsTurbo(ModelFolder folder)
    {
        if (!folder.HasInput("unet", PortNames.HiddenStates) || !folder.Has("scheduler")) return false;
        var scheduler = folder.Require("scheduler").Values();
        return scheduler.Text("_class_name", "").StartsWith("Euler", StringComparison.Ordinal) && scheduler.Text("timestep_spacing", "") == "trailing"
            && scheduler.Text("prediction_type", "epsilon") == "epsilon";
    }

    public override bool Matches(ModelFolder folder) => IsTurbo(folder) && folder.Has("text_encoder");

    public override IReadOnlyList<string> GraphsOf(ModelFolder folder) => Inner(folder).GraphsOf(folder);

    public override ModelFamily? RefinerOf(ModelFolder folder) => Inner(folder).RefinerOf(folder);

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => Inner(sessions.Folder).Join(backend, sessions);

    private static ModelFamily Inner(ModelFolder folder) => folder.HasInput("unet", "text_embeds") ? ModelFamilies.Sdxl : ModelFamilies.StableDiffusion;
}
