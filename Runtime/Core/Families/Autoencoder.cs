using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A model's autoencoder: how large and how scaled its latents are, from vae_decoder/config.json and the graphs.</summary>
internal sealed class Autoencoder
{
    // Estimates of what a decoder holds at once. The last level's first block takes twice the first level's channels at full size, in about
    // four copies of float32; the middle's attention holds a matrix of scores between all places, before and after its softmax.
    private const int BytesPerPixelAndChannel = 4 * 2 * sizeof(float), BytesPerPairOfPlaces = 2 * sizeof(float);

    private const string PreviewDecoder = "vae_decoder_preview";

    private const int UsualLevels = 4, UsualChannels = 4;

    private readonly ITensorOps _ops;
    private readonly ModelSessions _sessions;
    private readonly double _factor;
    private readonly double _shift;
    private readonly int _width;
    private readonly bool _attends;
    private readonly bool _isMadeSeamless;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="sessions">The model's graphs.</param>
    /// <param name="defaults">What holds where the configuration does not tell.</param>
    /// <param name="isMadeSeamless">Whether graphs are rewritten to wrap around on the axes that repeat; a model that repeats by itself has no need.</param>
    public Autoencoder(ITensorOps ops, ModelSessions sessions, AutoencoderDefaults defaults, bool isMadeSeamless)
    {
        (_ops, _sessions, _isMadeSeamless) = (ops, sessions, isMadeSeamless);
        var component = sessions.Folder.Require("vae_decoder");
        var values = component.Values();
        _factor = values.Number("scaling_factor", defaults.ScalingFactor, 1e-6, 1e6);
        _shift = values.Number("shift_factor", component.Config is null ? defaults.ShiftFactor : 0, -1e6, 1e6);
        var levels = values.Numbers("block_out_channels", 1, 1 << 16) ?? [];
        Downscale = values.Integer("downscale_factor", 1 << Math.Clamp((levels.Length > 0 ? levels.Length : UsualLevels) - 1, 0, 6), 1, 64);
        _width = levels.Length > 0 ? (int)levels[0] : defaults.Width;
        // Tiny autoencoders have none.
        _attends = values.Flag("mid_block_add_attention", defaults.Attends && !values.Has("decoder_block_out_channels"));
        var port = sessions["vae_decoder"].RequireInput(PortNames.Latent);
        var taken = port.Dimensions is [_, > 0 and var c, _, _] ? c : 0;
        var named = values.Integer("latent_channels", 0, 0, 1024);
        Channels = taken > 0 ? taken : named > 0 ? named : UsualChannels;
        StatedChannels = [Channels, .. named > 0 ? [named] : Array.Empty<int>()];
    }

    /// <summary>Channels of a latent.</summary>
    public int Channels { get; }

    /// <summary>The same as the graph states them, and as the configuration does.</summary>
    public IReadOnlyList<int> StatedChannels { get; }

    /// <summary>Pixels for each place of a latent, along either axis.</summary>
    public int Downscale { get; }

    /// <summary>What is taken off every latent, in the latent's own units.</summary>
    public double LatentShift => _shift * _factor;

    /// <summary>[1, channels, h / downscale, w / downscale].</summary>
    public TensorShape LatentShape(int width, int height) => new(1, Channels, height / Downscale, width / Downscale);

    public LatentDecoder CreateDecoder(int width, int height, int channels, TileMode tile)
    {
        var (latent, output, x, y) = (LatentShape(width, height), new TensorShape(1, channels, height, width), Wrap.X(tile), Wrap.Y(tile));
        if (Fits(width, height)) return new VaeDecoder(_ops, Session("vae_decoder", x, y), latent, output, _factor, _shift);
        // Along an axis that is cut, a tile reaches over the end of the picture; wrapped, its own edges would meet.
        var edge = Edge();
        return new TiledVaeDecoder(_ops, Session("vae_decoder", x && edge >= latent[3], y && edge >= latent[2]), latent, output, _factor, _shift, edge, x, y);
    }

    /// <summary>Whether the folder holds vae_decoder_preview, and the memory budget has room for it.</summary>
    public bool HasPreviewDecoder => _sessions.Folder.Has(PreviewDecoder) && !_sessions.IsTight;

    public LatentDecoder CreatePreviewDecoder(int width, int height, int channels, TileMode tile) =>
        new VaeDecoder(_ops, Session(PreviewDecoder, Wrap.X(tile), Wrap.Y(tile)), LatentShape(width, height), new TensorShape(1, channels, height, width), _factor, _shift);

    public VaeEncoder CreateEncoder(int width, int height, int channels, TileMode tile) =>
        new(_ops, Session("vae_encoder", Wrap.X(tile), Wrap.Y(tile)), new TensorShape(1, channels, height, width), LatentShape(width, height), _factor, _shift);

    private IInferenceSession Session(string component, bool x, bool y) => _sessions.Of(_sessions.Folder.Require(component), _isMadeSeamless ? Rewrites.Seamless(x, y) : []);

    private bool Fits(int width, int height) => Left() is not { } left || Peak(width, height) <= left;

    // The largest tile that fits, in steps of 8.
    private int Edge()
    {
        var edge = TiledVaeDecoder.DefaultTile;
        while (edge > 16 && Peak(edge * Downscale, edge * Downscale) > Left()) edge -= 8;
        return edge;
    }

    private long? Left() => _sessions.BudgetInBytes - _sessions.Folder.Require("vae_decoder").Header.WeightsInBytes;

    private long Peak(int width, int height)
    {
        var (pixels, places) = ((long)width * height, (long)width * height / (Downscale * Downscale));
        return Math.Max(pixels * _width * BytesPerPixelAndChannel, _attends ? places * places * BytesPerPairOfPlaces : 0);
    }
}
