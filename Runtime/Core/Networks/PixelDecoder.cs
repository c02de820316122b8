using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>For models that denoise pixels themselves: there is nothing to decode.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="shape">[1, channels, h, w].</param>
public sealed class PixelDecoder(ITensorOps ops, TensorShape shape) : LatentDecoder
{
    /// <inheritdoc/>
    public override Tensor Output { get; } = ops.Create(shape, ElementType.Float32);

    /// <inheritdoc/>
    public override void Decode(Tensor latent) => ops.Copy(Output, latent);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Output.Dispose();
    }
}
