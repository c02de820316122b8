// O. B. Bohan, "TAESD: tiny autoencoder for Stable Diffusion", 2023.
using System.Diagnostics;
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>An autoencoder alone, such as TAESD: it decodes for other models.</summary>
    public static ModelFamily Autoencoder { get; } = Add(new AutoencoderFamily());
}

internal sealed class AutoencoderFamily : ModelFamily
{
    public override string Id => "autoencoder";

    public override string Name => "Autoencoder (TAESD, AutoencoderKL)";

    public override IReadOnlyList<string> Graphs { get; } = ["vae_decoder"];

    public override IReadOnlyList<string> ClassNames { get; } = ["AutoencoderTiny", "AutoencoderKL"];

    public override bool Matches(ModelFolder folder) => folder.Has("vae_decoder") && folder.Components.Keys.All(name => name is "vae_decoder" or "vae_encoder" or "vae_decoder_preview");

    public override ModelDefaults Defaults(ModelFolder folder) => new()
    {
        Steps = 1,
        GuidanceScale = 1,
        Sampler = Sampling.Samplers.Euler.Id,
        Schedule = Sampling.Schedules.Linear.Id,
        Size = 512,
        SizeMultiple = 8,
        MinSize = 8,
        MaxSize = 8192,
        TakesPrompt = false,
    };

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        AbilitiesOf(sessions.Folder).Alone.Require();
        throw new UnreachableException("An autoencoder alone makes no pictures.");
    }
}
