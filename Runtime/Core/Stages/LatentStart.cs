using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A latent as another pass left it, at the level where this one goes on.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="before">The latent; not owned, read at the beginning.</param>
public sealed class LatentStart(ITensorOps ops, Tensor before) : Start
{
    /// <inheritdoc/>
    public override void Begin(Tensor latent, double sigma) => ops.Copy(latent, before);
}
