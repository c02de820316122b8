using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// One part of a run. A run is a list of passes: each begins with what the one before left, and the last one's latent is decoded. Owns what
/// it creates. One thread.
/// </summary>
public abstract class Pass : IDisposable
{
    /// <summary>Denoising steps.</summary>
    public virtual int StepCount => 0;

    /// <summary>What the pass leaves once its steps are done, Float32 [1, c, h, w], or a row for each picture; valid until it is disposed.</summary>
    public abstract Tensor Result { get; }

    /// <summary>The noise level of <see cref="Result"/>.</summary>
    public virtual double Sigma => 0;

    /// <summary>Does all that comes before the first step.</summary>
    /// <param name="before">What the pass before left; null for the first pass. Read until the first step.</param>
    /// <returns>What the user should know, in whole sentences.</returns>
    /// <exception cref="Diagnostics.ScumbleException">The model cannot do it, or the runtime failed.</exception>
    public abstract IReadOnlyList<string> Begin(Tensor? before);

    /// <summary>Of a pass that denoises several pictures: what the user should know of one of them, besides what <see cref="Begin"/> gave.</summary>
    public virtual IReadOnlyList<string> WarningsOf(int picture) => [];

    /// <summary>The steps, as they are pulled. Whatever only they need is released after the last.</summary>
    public virtual IEnumerable<SamplerStep> Steps() => [];

    /// <summary>After the steps: makes sure that what the pass worked with is finite. Waits for the device.</summary>
    /// <exception cref="Diagnostics.ScumbleException">It is not; the message says which part gave it.</exception>
    public virtual void RequireFinite()
    {
    }

    /// <summary>Releases what the pass created.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the pass created, if <paramref name="disposing"/>. Called more than once.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
