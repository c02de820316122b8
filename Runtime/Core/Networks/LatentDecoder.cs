using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>What a denoiser works on, to channels of pixels, for one size. One thread.</summary>
public abstract class LatentDecoder : IDisposable
{
    /// <summary>What the last run gave, Float32 [1, channels, h, w], nominally -1..1. Overwritten by the next.</summary>
    public abstract Tensor Output { get; }

    /// <summary>Decodes a latent of the denoiser into <see cref="Output"/>.</summary>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public abstract void Decode(Tensor latent);

    /// <summary>Releases bindings and buffers.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases bindings and buffers, if <paramref name="disposing"/>.</summary>
    protected abstract void Dispose(bool disposing);
}
