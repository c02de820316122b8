using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Another start, of which a region stays what a picture's latent is there: inpainting with any network.</summary>
/// <param name="inner">What the run starts from. Owned.</param>
/// <param name="region">What stays. Owned.</param>
/// <param name="scheduler">How latents are scaled at the end of a run.</param>
/// <param name="owned">What the region reads. Owned.</param>
public sealed class RegionStart(Start inner, KnownRegion region, SchedulerConfig scheduler, params Tensor[] owned) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma) => inner.Begin(latent, sigma);

    /// <inheritdoc/>
    public override void Restore(Tensor latent, double sigma, bool isLast)
    {
        if (isLast) region.RestoreClean(latent, scheduler.InitialNoise == InitialNoise.UnitInput ? 1 / scheduler.Process.InputScale(sigma) : 1);
        else region.Restore(latent, sigma);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            region.Dispose();
            foreach (var tensor in owned) tensor.Dispose();
        }
        base.Dispose(disposing);
    }
}
