using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>What a run starts from, and what of it stays. One thread.</summary>
public abstract class Start : IDisposable
{
    /// <summary>Channels that stand behind the latent in every call of the network, [1, n, h, w], for networks that read them; else null.</summary>
    public virtual Tensor? Extra => null;

    /// <summary>Makes the latent what the run starts from.</summary>
    /// <param name="latent">Overwritten.</param>
    /// <param name="sigma">The first noise level.</param>
    public abstract void Begin(Tensor latent, double sigma);

    /// <summary>After a step: sets what stays to what it is at the level reached, and at the end to what it was.</summary>
    /// <param name="latent">The latent.</param>
    /// <param name="sigma">The level reached.</param>
    /// <param name="isLast">Whether the run ends here.</param>
    public virtual void Restore(Tensor latent, double sigma, bool isLast)
    {
    }

    /// <summary>Releases what it owns.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what it owns, if <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
