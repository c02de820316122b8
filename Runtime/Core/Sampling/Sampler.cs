namespace Scumble.Sampling;

/// <summary>
/// A method that carries noise to data along a <see cref="SigmaSchedule"/>. Samplers hold no state and are thread-safe;
/// a run is used by one thread.
/// </summary>
public abstract class Sampler
{
    /// <summary>The id in files and on the command line, as in k-diffusion.</summary>
    public abstract string Id { get; }

    /// <summary>The name for people.</summary>
    public abstract string Name { get; }

    /// <summary>Where the method was published.</summary>
    public abstract string Paper { get; }

    /// <summary>Order of convergence to the exact solution; 0 for methods that do not follow the differential equation.</summary>
    public abstract int Order { get; }

    /// <summary>Model calls in each step but the last, which may need fewer.</summary>
    public virtual int ModelCallsPerStep => 1;

    /// <summary>Whether every run draws fresh noise.</summary>
    public virtual bool IsStochastic => false;

    /// <summary>Whether <see cref="SamplerInput.Eta"/> has a meaning.</summary>
    public virtual bool UsesEta => false;

    /// <summary>Whether the method works on this process.</summary>
    public virtual bool Supports(ForwardProcess process) => true;

    /// <summary>
    /// The run, step by step: each pull does one step, and the caller may stop pulling (and dispose the enumerator) at any
    /// time. Working memory is created at the first pull and released with the enumerator; no step allocates.
    /// </summary>
    /// <exception cref="ArgumentException">The sampler does not support the process, or eta lies outside 0 to 1.</exception>
    public IEnumerable<SamplerStep> Run(SamplerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(input.Eta);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Eta, 1);
        if (!Supports(input.Denoiser.Process))
            throw new ArgumentException($"The sampler '{Id}' does not support {input.Denoiser.Process.GetType().Name}.", nameof(input));
        return Steps(input);
    }

    /// <summary>The method itself, as an iterator.</summary>
    protected abstract IEnumerable<SamplerStep> Steps(SamplerInput input);
}
