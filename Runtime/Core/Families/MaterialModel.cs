using Scumble.Decoding;
using Scumble.Diagnostics;
using Scumble.Encoding;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Tensors;
using Scumble.Text;

namespace Scumble.Families;

/// <summary>An open model of the material family; decoded channels: base colour (3, sRGB), height, roughness, metallic.</summary>
internal sealed class MaterialModel : OpenModel
{
    private const int Channels = 6;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly TextEncoder _encoder;
    private readonly int _latentChannels;
    private readonly int _downscale;
    private readonly double _scaling;
    private readonly double _shift;

    public MaterialModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions) : base(family, backend, sessions)
    {
        var vae = Values("vae_decoder", "config.json");
        _latentChannels = vae.Integer("latent_channels", 8, 1, 1024);
        _downscale = vae.Integer("downscale_factor", 8, 1, 64);
        _scaling = vae.Number("scaling_factor", 1, 1e-6, 1e6);
        _shift = vae.Number("shift_factor", 0, -1e6, 1e6);
        if (Defaults.SizeMultiple % _downscale != 0)
            throw vae.Wrong("downscale_factor", $"a divisor of the model's size_multiple, {Defaults.SizeMultiple}");
        var words = Values("tokenizer", "tokenizer_config.json");
        _tokenizer = new WordPieceTokenizer(Path.Combine(sessions.Folder.Require("tokenizer").Path, "vocab.txt"),
            words.Integer("model_max_length", 32, 3, 4096), words.Flag("do_lower_case", true));
        RequireFit();
        _encoder = new TextEncoder(Ops, sessions["text_encoder"]);
    }

    public override TensorShape LatentShape(int width, int height) => new(1, _latentChannels, height / _downscale, width / _downscale);

    public override Conditions Tell(ConditionInput input)
    {
        var unknown = new List<string>();
        var positive = Embedding(input.Prompts[0]);
        var negative = input.NegativePrompts is { } prompts ? Embedding(prompts[0]) : null;
        return new Conditions(positive, negative, [.. unknown.Distinct().Select(word => $"The model does not know the word '{word}'.")]);

        Conditioning Embedding(string prompt)
        {
            var tokens = PromptTokens.Read(_tokenizer, prompt, PromptSyntax.Plain, _tokenizer.Length, 1);
            var (most, found) = (_tokenizer.Length - _tokenizer.MarkCount, _tokenizer.Length - _tokenizer.MarkCount + tokens.CutCount);
            if (found > most)
                throw new InvalidRequestException("prompt", $"The prompt must have at most {most} tokens; found {found}.", "Shorten it to the words that matter.");
            unknown.AddRange(tokens.UnknownWords);
            var told = new Conditioning();
            told.Add("encoder_hidden_states", _encoder.Encode(tokens).Hidden);
            return told;
        }
    }

    public override LatentDecoder CreateDecoder(int width, int height, TileMode tile) =>
        new VaeDecoder(Ops, Sessions["vae_decoder"], LatentShape(width, height), new TensorShape(1, Channels, height, width), _scaling, _shift);

    public override MaterialMaps CreateMaps(Tensor decoded, CropWindow window, TileMode tile)
    {
        return MaterialMaps.FromHeight(Map(0, 3), Map(3, 1), Map(4, 1), Map(5, 1), tile);

        Image Map(int first, int count) => window.Cut(Ops, decoded, first, count);
    }

    public override void Release() => _encoder.Release();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _encoder.Dispose();
        base.Dispose(disposing);
    }

    private ConfigValues Values(string name, string file)
    {
        var component = Sessions.Folder.Require(name);
        return component.Config is not null ? component.Values()
            : throw new ScumbleException($"'{Path.Combine(component.Path, file)}' is missing.", "Copy the model folder again from where it came.");
    }

    private void RequireFit()
    {
        var given = Sessions["text_encoder"].Output("last_hidden_state");
        var taken = Denoiser.Input("encoder_hidden_states");
        if (given.Dimensions.Count != 3 || taken.Dimensions.Count != 3 || (taken.Dimensions[2] >= 0 && given.Dimensions[2] != taken.Dimensions[2]))
            throw Misfit(taken, given);
        var latent = Denoiser.Input("sample");
        if (latent.Dimensions.Count != 4 || (latent.Dimensions[1] >= 0 && latent.Dimensions[1] != _latentChannels))
            throw Misfit(latent, Sessions["vae_decoder"].Input("latent_sample"));
    }

    private ScumbleException Misfit(TensorPort taken, TensorPort given) => new(
        $"'{Denoiser.ModelPath}' takes {taken}, which does not fit {given}.", "The components come from different models; copy the folder again.");
}
