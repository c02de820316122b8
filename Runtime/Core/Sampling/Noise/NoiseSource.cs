using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Where a run's fresh noise comes from. Each draw is standard normal, and asking again gives the same. One thread.</summary>
public abstract class NoiseSource : IDisposable
{
    /// <summary>target = scale n. Allocates nothing.</summary>
    public abstract void Fill(Tensor target, double scale, NoiseInterval interval);

    /// <summary>target += scale n, with the same n as <see cref="Fill"/>. Allocates nothing.</summary>
    public abstract void Add(Tensor target, double scale, NoiseInterval interval);

    /// <summary>Releases working memory, if there is any.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
