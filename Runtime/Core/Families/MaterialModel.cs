using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>An open model of the material family: latents of several maps at once, one text encoder with a vocabulary of word pieces.</summary>
internal sealed class MaterialModel : LatentModel
{
    private readonly MaterialLayout _layout;

    public MaterialModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions)
        : base(family, backend, sessions, new AutoencoderDefaults { ScalingFactor = 1, Width = 32, Attends = false })
    {
        _layout = Abilities.Layout!;
        var vae = sessions.Folder.Require("vae_decoder").Values();
        if (Defaults.SizeMultiple % Downscale != 0) throw vae.Wrong("downscale_factor", $"a divisor of the model's size_multiple, {Defaults.SizeMultiple}");
        var decoded = sessions["vae_decoder"].RequireOutput("sample", "images", "image");
        if (decoded.Dimensions is not [_, var channels, _, _] || (channels > 0 && channels != _layout.Channels.Count))
            throw new ScumbleException($"'{sessions["vae_decoder"].ModelPath}' gives {decoded}; '{vae.Path}' names {_layout.Channels.Count} channels: {_layout}.",
                "Copy the model folder again from where it came.");
        Encoders.AddWordPieces(sessions, backend);
        RequireWidth(Encoders.Width);
    }

    protected override int ChannelCount => _layout.Channels.Count;

    protected override Tensor ChannelsOf(Tensor rgb) => _layout.OfPicture(Ops, rgb);

    protected override Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative)
    {
        var conditioning = new Conditioning();
        conditioning.Add("encoder_hidden_states", texts[0].Hidden);
        return conditioning;
    }
}
