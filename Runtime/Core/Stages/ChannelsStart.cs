using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Another start, with channels that the network reads behind the latent: a mask and the picture around it, a picture, depth, or a smaller picture enlarged.</summary>
/// <param name="inner">What the run starts from. Owned.</param>
/// <param name="channels">[1, n, h, w].</param>
/// <param name="ownsChannels">Whether <paramref name="channels"/> is released with this.</param>
public sealed class ChannelsStart(Start inner, Tensor channels, bool ownsChannels) : Start
{
    /// <inheritdoc/>
    public override Tensor Extra => channels;

    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma) => inner.Begin(latent, sigma);

    /// <inheritdoc/>
    public override void Restore(Tensor latent, double sigma, bool isLast) => inner.Restore(latent, sigma, isLast);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            if (ownsChannels) channels.Dispose();
        }
        base.Dispose(disposing);
    }
}
