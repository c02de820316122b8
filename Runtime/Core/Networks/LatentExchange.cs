using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>Between the denoise loop's latent [b, c, h, w] and the shapes that a network takes and gives. One thread; allocates nothing after the first call.</summary>
internal abstract class LatentExchange : IDisposable
{
    /// <summary>Makes the latent the network's input, before a run that is to end in <paramref name="output"/>.</summary>
    public abstract void Before(Tensor latent, Tensor output);

    /// <summary>Makes what the network gave the output.</summary>
    public abstract void After(Tensor output);

    /// <summary>Writes channels that stand behind the latent in every call.</summary>
    /// <param name="channels">[1, C - c, h, w].</param>
    /// <param name="firstRow">The first row of the batch that is told them; those before are told zeros.</param>
    public virtual void SetExtra(Tensor channels, int firstRow) => throw new InvalidOperationException("The network takes no channels besides the latent.");

    public abstract void Dispose();
}
