using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A latent to channels of pixels, by a model for one size. Owns its buffers, not the model. One thread.</summary>
/// <param name="model">The model.</param>
/// <param name="ops">The arithmetic of its backend.</param>
/// <param name="width">Width of the canvas in pixels.</param>
/// <param name="height">Height of the canvas in pixels.</param>
/// <param name="tile">The axes on which the picture repeats.</param>
/// <param name="asPreview">Whether the model's decoder of previews does it.</param>
public sealed class DecodeStage(OpenModel model, ITensorOps ops, int width, int height, TileMode tile, bool asPreview = false) : IDisposable
{
    private LatentDecoder? _decoder;

    /// <summary>Decodes: [1, channels, h, w], nominally -1..1, valid until the next call.</summary>
    /// <param name="latent">What was denoised; scaled in place where the scheduler wants that.</param>
    /// <param name="sigma">The noise level that it has.</param>
    /// <exception cref="Diagnostics.ScumbleException">The runtime failed.</exception>
    public Tensor Run(Tensor latent, double sigma)
    {
        _decoder ??= asPreview ? model.CreatePreviewDecoder(width, height, tile) : model.CreateDecoder(width, height, tile);
        // What keeps its variance is decoded as the network sees it.
        if (model.Scheduler.InitialNoise == InitialNoise.UnitInput && sigma > 0) ops.Scale(latent, model.Scheduler.Process.InputScale(sigma), latent);
        _decoder.Decode(latent);
        return _decoder.Output;
    }

    /// <summary>Releases what is bound to the graph, so that it may be closed; the next run binds again.</summary>
    public void Dispose()
    {
        _decoder?.Dispose();
        _decoder = null;
    }
}
