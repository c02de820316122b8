using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Inference;
using Scumble.Networks;

namespace Scumble.Families;

/// <summary>An open model of the material family: latents of several maps at once, one text encoder with a vocabulary of word pieces;
/// the guidance scale is told where the network takes it.</summary>
internal sealed class MaterialModel : LatentModel
{
    /// <summary>The input of networks that were distilled with guidance.</summary>
    public const string Guidance = "guidance";

    public MaterialModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions)
        : base(family, backend, sessions, new AutoencoderDefaults { ScalingFactor = 1, Width = 32, Attends = false })
    {
        var layout = Abilities.Layout!;
        var vae = sessions.Folder.Require("vae_decoder").Values();
        if (Defaults.SizeMultiple % Downscale != 0) throw vae.Wrong("downscale_factor", $"a divisor of the model's size_multiple, {Defaults.SizeMultiple}");
        var decoded = sessions["vae_decoder"].RequireOutput(PortNames.Decoded);
        if (decoded.Dimensions is not [_, var channels, _, _] || (channels > 0 && channels != layout.Channels.Count))
            throw new ScumbleException($"'{sessions["vae_decoder"].ModelPath}' gives {decoded}; '{vae.Path}' names {layout.Channels.Count} channels: {layout}.",
                DamagedFile.Hint);
        Encoders.AddWordPieces(sessions, backend);
        RequireWidth(Encoders.Width);
    }

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.Add(PortNames.HiddenStates, texts[0].Hidden);
        if (Denoiser.Inputs.Find(Guidance) is not null) conditioning.AddNumber(Ops, Guidance, input.GuidanceScale);
        return conditioning;
    }
}
