using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A model that denoises an autoencoder's latents as its text encoders' embeddings say. Families differ in what they tell the network.</summary>
internal abstract class LatentModel : OpenModel
{
    private const int RgbChannels = 3;

    private readonly Autoencoder _autoencoder;

    /// <param name="family">The family.</param>
    /// <param name="backend">What the graphs run on.</param>
    /// <param name="sessions">The graphs.</param>
    /// <param name="scalingFactor">Of the autoencoder's latents, where its configuration is missing.</param>
    /// <param name="shiftFactor">Likewise.</param>
    protected LatentModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions, double scalingFactor, double shiftFactor = 0)
        : this(family, backend, sessions, new AutoencoderDefaults { ScalingFactor = scalingFactor, ShiftFactor = shiftFactor })
    {
    }

    /// <param name="family">The family.</param>
    /// <param name="backend">What the graphs run on.</param>
    /// <param name="sessions">The graphs.</param>
    /// <param name="autoencoder">What the autoencoder is like, where its configuration does not tell.</param>
    protected LatentModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions, AutoencoderDefaults autoencoder) : base(family, backend, sessions)
    {
        Network = LatentFamily.Network(sessions.Folder);
        _autoencoder = new Autoencoder(Ops, sessions, autoencoder, Defaults.CanRepeat);
        var sample = Denoiser.RequireInput(PortNames.Sample);
        foreach (var channels in _autoencoder.StatedChannels)
        {
            // Alone, or before depth, a picture's latent, or a mask and the latent around it.
            if (sample.Dimensions is [_, > 0 and var taken, _, _] && (channels != _autoencoder.Channels || (taken != channels && taken != channels + 1 && taken != 2 * channels && taken != (2 * channels) + 1)))
                throw Misfit(sample, $"the autoencoder's latents have {channels} channels");
        }
    }

    protected sealed override string Network { get; }

    /// <summary>The text encoders; empty where the network knows classes.</summary>
    protected PromptEncoders Encoders { get; } = new();

    public sealed override TensorShape LatentShape(int width, int height) => _autoencoder.LatentShape(width, height);

    public sealed override double LatentShift => _autoencoder.LatentShift;

    public sealed override Conditions EncodePrompt(ConditionInput input)
    {
        var warnings = new List<string>();
        var texts = Encoders.Count == 0 ? [] : Encoders.Encode(input, warnings);
        var positive = Condition(input, [.. texts.Select(prompts => prompts[0])], isNegative: false);
        var negative = input.NegativePrompts is null ? null : Condition(input, [.. texts.Select(prompts => prompts[1])], isNegative: true);
        return new Conditions(positive, negative, [.. warnings.Distinct()]);
    }

    public sealed override LatentDecoder CreateDecoder(int width, int height, TileMode tile) =>
        _autoencoder.CreateDecoder(width, height, ChannelCount, Around(tile));

    public sealed override bool HasPreviewDecoder => _autoencoder.HasPreviewDecoder;

    public sealed override LatentDecoder CreatePreviewDecoder(int width, int height, TileMode tile) =>
        _autoencoder.CreatePreviewDecoder(width, height, ChannelCount, Around(tile));

    public sealed override void EncodePicture(Tensor planes, Tensor latent, ulong seed, uint stream, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(planes);
        var (height, width) = (planes.Shape[2], planes.Shape[3]);
        using var encoder = _autoencoder.CreateEncoder(width, height, ChannelCount, Around(tile));
        using var channels = ChannelCount == RgbChannels ? null : Abilities.Layout!.OfPicture(Ops, planes);
        encoder.Encode(channels ?? planes, latent, seed, stream);
    }

    public sealed override void EncodeRead(Tensor planes, Tensor latent, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(planes);
        using var encoder = _autoencoder.CreateEncoder(planes.Shape[3], planes.Shape[2], ChannelCount, Around(tile));
        encoder.EncodeMean(planes, latent);
    }

    public sealed override void ReleaseEncoders() => Encoders.Release();

    /// <summary>Pixels for each place of a latent, along either axis.</summary>
    protected int Downscale => _autoencoder.Downscale;

    // Channels that the autoencoder takes and gives.
    private int ChannelCount => Abilities.Layout?.Channels.Count ?? RgbChannels;

    // A model that repeats by itself does so on the whole canvas, whichever part of it is kept.
    private TileMode Around(TileMode tile) => Defaults.Repeats ? TileMode.XY : Defaults.CanRepeat ? tile : TileMode.None;

    /// <summary>What the network is told for one prompt.</summary>
    /// <param name="input">The request.</param>
    /// <param name="texts">The prompt's embedding by each encoder, in order.</param>
    /// <param name="isNegative">Whether it is the negative prompt.</param>
    protected abstract Conditioning Condition(ConditionInput input, IReadOnlyList<EncodedText> texts, bool isNegative);

    /// <summary>Checks that the network takes embeddings as wide as the encoders give them.</summary>
    /// <exception cref="ScumbleException">It does not.</exception>
    protected void RequireWidth(int width)
    {
        var port = Denoiser.RequireInput(PortNames.HiddenStates);
        if (port.Dimensions is not [_, _, var taken] || (taken > 0 && taken != width)) throw Misfit(port, $"the text encoders' embeddings have {width} features");
    }

    /// <summary>The prompt's summary that the network needs.</summary>
    /// <exception cref="ScumbleException">The encoder gives none.</exception>
    protected Tensor RequirePooled(EncodedText text) => text.Pooled ?? throw new ScumbleException(
        $"'{Denoiser.ModelPath}' needs the prompt's summary, which the text encoder does not give.", "Export the text encoder with its text_embeds or pooler_output.");

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing) Encoders.Dispose();
        base.Dispose(disposing);
    }

    private ScumbleException Misfit(TensorPort taken, string given) => new(
        $"'{Denoiser.ModelPath}' takes {taken}, which does not fit: {given}.", "The components come from different models; copy the folder again.");
}
