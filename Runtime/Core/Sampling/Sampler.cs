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

    /// <summary>The model calls of a run, known before it; null for a method that chooses them on the way.</summary>
    /// <param name="process">The model's process, which the method supports.</param>
    /// <param name="sigmas">The levels of the run.</param>
    /// <param name="options">Settings of the method; null for the usual ones.</param>
    public int? CountCalls(ForwardProcess process, SigmaSchedule sigmas, SamplerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(sigmas);
        sigmas = Keep(sigmas, KeptLevels(sigmas));
        int? count = 0;
        for (var i = 0; i < sigmas.StepCount; i++) count += CallsIn(process, sigmas, i, options ?? new());
        return count;
    }

    /// <summary>The model calls of step <paramref name="step"/>, from the start of the run; null where the method chooses them on the way.</summary>
    protected virtual int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => ModelCallsPerStep;

    /// <summary>The method itself, as an iterator. It calls the model by its input (<see cref="SamplerInput.Denoise"/>).</summary>
    protected abstract IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise);

    /// <summary>The share of fresh noise: what the options say, or the default.</summary>
    protected double Eta(SamplerOptions options) => options.Eta ?? DefaultEta ?? 0;

    /// <summary>The level at the start of a step.</summary>
    private protected static NoiseLevel Level(SamplerInput input, int index) => NoiseLevel.Of(input.Denoiser.Process, input.Sigmas[index]);

    /// <summary>Whether the method calls the model in a step between equal levels, too.</summary>
    private protected virtual bool KnowsEqualLevels => false;

    /// <summary>
    /// Whether the method calls the model in a last step between equal levels, if not in others: because its churn, its corrector or
    /// its order is another one there, or in the steps before.
    /// </summary>
    private protected virtual bool KnowsEqualEnd => false;

    // Which levels the method runs on: the first of equal ones, and the end where that is not the same again.
    private int[] KeptLevels(SigmaSchedule sigmas)
    {
        int[] kept = [.. Enumerable.Range(0, sigmas.Count).Where(i => KnowsEqualLevels || i == 0 || sigmas[i] != sigmas[i - 1])];
        return kept[^1] < sigmas.StepCount && (KnowsEqualEnd || kept.Length == 1) ? [.. kept, sigmas.StepCount] : kept;
    }

    private static SigmaSchedule Keep(SigmaSchedule sigmas, int[] kept) =>
        kept.Length == sigmas.Count ? sigmas : new([.. kept.Select(i => sigmas[i])]);

    // The first call of each step says where it stands in the whole schedule.
    private SamplerInput Plan(SamplerInput input, int[] kept)
    {
        var (sigmas, process, last) = (input.Sigmas, input.Denoiser.Process, kept.Length - 1);
        var (run, calls, index) = (Keep(sigmas, kept), new DenoiseCall[last], 0);
        var count = input.CallCount ?? CountCalls(process, sigmas, input.Options);
        for (var i = 0; i < last; i++)
        {
            var (from, to) = GoesToNoise ? (kept[last - i], kept[last - i - 1]) : (kept[i], kept[i + 1]);
            calls[i] = DenoiseCall.At(process, sigmas, from) with
            {
                NextSigma = sigmas[to],
                NextTimestep = sigmas.Timestep(to, process),
                StepIndex = GoesToNoise ? i : to - 1,
                StepCount = sigmas.StepCount,
                CallIndex = index,
                CallCount = count,
            };
            index += CallsIn(process, run, i, input.Options) ?? 0;
        }

        return input with { Sigmas = run, FirstCalls = calls };
    }

    private IEnumerable<SamplerStep> WithNoise(SamplerInput input)
    {
        if (input.Noise is { } given) return Steps(input, given);
        return WithOwnNoise();

        IEnumerable<SamplerStep> WithOwnNoise()
        {
            using NoiseSource noise = input.Options.BrownianNoise ?? UsesBrownianPath
                ? new BrownianNoise(input.Ops, input.Denoiser.Process, input.Latent.Shape, input.Latent.ElementType, input.Seed)
                : new IndependentNoise(input.Ops, input.Seed);
            foreach (var step in Steps(input, noise)) yield return step;
        }
    }

    // A step between equal levels leaves x as it is: the method runs on the others, and those are told with the step before, or else with the first.
    private IEnumerable<SamplerStep> WithEqualLevels(SamplerInput input, int stepCount, int[] kept)
    {
        var index = 0;
        foreach (var step in WithNoise(input))
        {
            var end = step.StepIndex + 2 < kept.Length ? kept[step.StepIndex + 2] - 1 : stepCount;
            do yield return step with { StepIndex = index++, StepCount = stepCount };
            while (index < end);
        }
    }
}
