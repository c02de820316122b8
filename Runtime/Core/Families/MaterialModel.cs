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
    private readonly IInferenceBackend _backend;
    private readonly ModelSessions _sessions;
    private readonly int _latentChannels;
    private readonly int _downscale;
    private readonly double _scaling;
    private readonly double _shift;

    public MaterialModel(ModelFolder folder, ModelDefaults defaults, IInferenceBackend backend, ModelSessions sessions)
    {
        (_backend, _sessions, Defaults) = (backend, sessions, defaults);
        try
        {
            var vae = Values(folder, "vae_decoder", "config.json");
            _latentChannels = vae.Integer("latent_channels", 8, 1, 1024);
            _downscale = vae.Integer("downscale_factor", 8, 1, 64);
            _scaling = vae.Number("scaling_factor", 1, 1e-6, 1e6);
            _shift = vae.Number("shift_factor", 0, -1e6, 1e6);
            if (defaults.SizeMultiple % _downscale != 0)
                throw vae.Wrong("downscale_factor", $"a divisor of the model's size_multiple, {defaults.SizeMultiple}");
            Scheduler = SchedulerConfig.Read(folder).WithTrailingFlow();
            var words = Values(folder, "tokenizer", "tokenizer_config.json");
            var tokenizer = new WordPieceTokenizer(Path.Combine(folder.Require("tokenizer").Path, "vocab.txt"),
                words.Integer("model_max_length", 32, 3, 4096), words.Flag("do_lower_case", true));
            RequireFit(sessions);
            TextEncoder = new TextEncoder(backend.Ops, sessions["text_encoder"], tokenizer);
        }
        catch
        {
            sessions.Dispose();
            throw;
        }
    }

    public override ModelDefaults Defaults { get; }

    public override SchedulerConfig Scheduler { get; }

    public override TextEncoder TextEncoder { get; }

    public override TensorShape LatentShape(int width, int height) => new(1, _latentChannels, height / _downscale, width / _downscale);

    public override NetworkPredictor CreateNetwork(Tensor embeddings) => new(_sessions["unet"], embeddings);

    public override VaeDecoder CreateDecoder(int width, int height) => new(
        _backend.Ops, _sessions["vae_decoder"], LatentShape(width, height), new TensorShape(1, Channels, height, width), _scaling, _shift);

    public override MaterialMaps CreateMaps(Tensor decoded, CropWindow window, TileMode tile)
    {
        var canvas = (CpuTensor<float>)decoded;
        return MaterialMaps.FromHeight(Map(0, 3), Map(3, 1), Map(4, 1), Map(5, 1), tile);

        Image Map(int first, int count) => Image.FromPlanes(window.Cut(canvas, first, count), window.Width, window.Height, count);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        TextEncoder.Dispose();
        _sessions.Dispose();
    }

    private static ConfigValues Values(ModelFolder folder, string name, string file)
    {
        var component = folder.Require(name);
        return component.Config is { } json
            ? new ConfigValues(json, Path.Combine(component.Path, file))
            : throw new ScumbleException($"'{Path.Combine(component.Path, file)}' is missing.", "Copy the model folder again from where it came.");
    }

    private void RequireFit(ModelSessions sessions)
    {
        var given = sessions["text_encoder"].Output("last_hidden_state");
        var taken = sessions["unet"].Input("encoder_hidden_states");
        if (given.Dimensions.Count != 3 || taken.Dimensions.Count != 3 || (taken.Dimensions[2] >= 0 && given.Dimensions[2] != taken.Dimensions[2]))
            throw Misfit(sessions["unet"], taken, given);
        var latent = sessions["unet"].Input("sample");
        if (latent.Dimensions.Count != 4 || (latent.Dimensions[1] >= 0 && latent.Dimensions[1] != _latentChannels))
            throw Misfit(sessions["unet"], latent, sessions["vae_decoder"].Input("latent_sample"));
    }

    private static ScumbleException Misfit(IInferenceSession session, TensorPort taken, TensorPort given) => new(
        $"'{session.ModelPath}' takes {taken}, which does not fit {given}.", "The components come from different models; copy the folder again.");
}
