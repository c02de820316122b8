// R. Rombach et al., "High-resolution image synthesis with latent diffusion models", 2022.
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>Stable Diffusion 1.x and 2.x: one CLIP text encoder, latents of 4 channels.</summary>
    public static ModelFamily StableDiffusion { get; } = Add(new StableDiffusionFamily());
}

internal class StableDiffusionFamily : LatentFamily
{
    public override string Id => "sd";

    public override string Name => "Stable Diffusion 1.x, 2.x";

    public override IReadOnlyList<string> Graphs { get; } = ["text_encoder", "unet", "vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } =
        ["StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "StableDiffusionControlNetPipeline", "OnnxStableDiffusionPipeline"];

    protected override int UsualSize => 512;

    protected override string UsualScheduler =>
        """
        {"_class_name":"EulerDiscreteScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"steps_offset":1,"timestep_spacing":"leading"}
        """;

    public override bool Matches(ModelFolder folder) =>
        IsTextUNet(folder) && !folder.HasInput("unet", "timestep_cond") && NetworkChannels.Find(folder) is null or ExtraChannels.None
        && !TurboFamily.IsTurbo(folder);

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new StableDiffusionModel(this, backend, sessions);

    /// <summary>Whether the network is a U-Net that reads one CLIP text encoder's embeddings. A vocabulary of word pieces is another encoder's.</summary>
    protected static bool IsTextUNet(ModelFolder folder) =>
        folder.HasInput("unet", PortNames.HiddenStates) && !folder.HasInput("unet", "text_embeds") && folder.Has("vae_decoder")
        && !File.Exists(Path.Combine(folder.Path, "tokenizer", "vocab.txt"));
}
