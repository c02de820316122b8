using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// A method that carries noise to data along a <see cref="SigmaSchedule"/>. Samplers hold no state and are thread-safe;
/// a run is used by one thread.
/// </summary>
public abstract partial class Sampler
{
    /// <summary>The id in files and on the command line, as in k-diffusion.</summary>
    public abstract string Id { get; }

    /// <summary>The name for people.</summary>
    public abstract string Name { get; }

    /// <summary>Where the method was published.</summary>
    public abstract string Paper { get; }

    /// <summary>
    /// Order of convergence to the solution of the differential equation, of the probability flow where the method is or can be
    /// made deterministic; 0 for methods that do not follow one.
    /// </summary>
    public abstract int Order { get; }

    /// <summary>Step counts that give good pictures, for people: "20-50".</summary>
    public abstract string GoodStepCounts { get; }

    /// <summary>Model calls in each step but the first and the last, which may differ.</summary>
    public virtual int ModelCallsPerStep => 1;

    /// <summary>Whether a run with the default options draws fresh noise.</summary>
    public virtual bool IsStochastic => false;

    /// <summary>What <see cref="SamplerOptions.Eta"/> is by default; null where it has no meaning.</summary>
    public virtual double? DefaultEta => null;

    /// <summary>Whether the noise is by default a Brownian path and not independent from step to step.</summary>
    public virtual bool UsesBrownianPath => false;

    /// <summary>Whether the method jumps far ahead in each step, which only models distilled to do so can follow.</summary>
    public virtual bool IsForDistilledModels => false;

    /// <summary>Whether a run goes from the last noise level, which is data, to the first.</summary>
    public virtual bool GoesToNoise => false;

    /// <summary>Whether what a row of the latent becomes depends on the others: rows are then no runs of their own.</summary>
    public virtual bool CouplesRows => false;

    /// <summary>Whether <see cref="SamplerOptions.Eta"/> has a meaning.</summary>
    public bool UsesEta => DefaultEta is not null;

    /// <summary>Whether the method works on this process.</summary>
    public virtual bool Supports(ForwardProcess process) => true;

    /// <summary>
    /// The run, step by step: each pull does one step, and the caller may stop pulling (and dispose the enumerator) at any
    /// time. Working memory is created at the first pull and released with the enumerator; no step allocates.
    /// </summary>
    /// <exception cref="ArgumentException">The sampler does not support the process, or an option is out of range.</exception>
    public IEnumerable<SamplerStep> Run(SamplerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Options.Validate();
        if (!Supports(input.Denoiser.Process))
            throw new ArgumentException($"The sampler '{Id}' does not support {input.Denoiser.Process.GetType().Name}.", nameof(input));
        var kept = KeptLevels(input.Sigmas);
        var planned = Plan(input, kept);
        return kept.Length == input.Sigmas.Count ? WithNoise(planned) : WithEqualLevels(planned, input.Sigmas.StepCount, kept);
    }

    /// <summary>The method itself, as an iterator. It calls the model by its input (<see cref="SamplerInput.Denoise"/>).</summary>
    protected abstract IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise);

    /// <summary>The share of fresh noise: what the options say, or the default.</summary>
    protected double Eta(SamplerOptions options) => options.Eta ?? DefaultEta ?? 0;

    /// <summary>The level at the start of a step.</summary>
    private protected static NoiseLevel Level(SamplerInput input, int index) => NoiseLevel.Of(input.Denoiser.Process, input.Sigmas[index]);

    private IEnumerable<SamplerStep> WithNoise(SamplerInput input)
    {
        if (input.Noise is { } given) return Steps(input, given);
        return WithOwnNoise();

        IEnumerable<SamplerStep> WithOwnNoise()
        {
            using var noise = input.Seeds is { } seeds ? new RowNoise(input.Ops, [.. seeds.Select(seed => OwnNoise(input, input.Latent.Shape.WithLeading(1), seed))])
                : OwnNoise(input, input.Latent.Shape, input.Seed);
            foreach (var step in Steps(input, noise)) yield return step;
        }
    }

    private NoiseSource OwnNoise(SamplerInput input, TensorShape shape, ulong seed) => input.Options.BrownianNoise ?? UsesBrownianPath
        ? new BrownianNoise(input.Ops, input.Denoiser.Process, shape, input.Latent.ElementType, seed) : new IndependentNoise(input.Ops, seed);
}
