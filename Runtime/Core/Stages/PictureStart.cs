using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A picture's latent under noise (<see cref="SdEdit"/>).</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="noise">The noise (<see cref="DenoiseStage.StartNoise"/>).</param>
/// <param name="process">The process that noise levels belong to.</param>
/// <param name="known">The picture's latent. Owned.</param>
/// <param name="seed">The run's seed.</param>
public sealed class PictureStart(ITensorOps ops, INoise noise, ForwardProcess process, Tensor known, ulong seed) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma)
    {
        ops.Copy(latent, known);
        SdEdit.AddNoise(ops, process, latent, sigma, seed, noise);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) known.Dispose();
        base.Dispose(disposing);
    }
}
