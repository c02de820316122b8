namespace Scumble.Sampling;

// Which calls a run makes, and which of the levels it makes them at.
public abstract partial class Sampler
{
    /// <summary>The model calls of a run, known before it; null for a method that chooses them on the way.</summary>
    /// <param name="process">The model's process, which the method supports.</param>
    /// <param name="sigmas">The levels of the run.</param>
    /// <param name="options">Settings of the method; null for the usual ones.</param>
    public int? CountCalls(ForwardProcess process, SigmaSchedule sigmas, SamplerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(sigmas);
        return CallsOf(process, sigmas.Keeping(KeptLevels(sigmas)), options ?? new());
    }

    /// <summary>The model calls of step <paramref name="step"/>, from the start of the run; null where the method chooses them on the way.</summary>
    protected virtual int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => ModelCallsPerStep;

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

    private int? CallsOf(ForwardProcess process, SigmaSchedule run, SamplerOptions options)
    {
        int? count = 0;
        for (var i = 0; i < run.StepCount; i++) count += CallsIn(process, run, i, options);
        return count;
    }

    // The first call of each step says where it stands in the whole schedule.
    private SamplerInput Plan(SamplerInput input, int[] kept)
    {
        var (sigmas, process, order) = (input.Sigmas, input.Denoiser.Process, GoesToNoise ? [.. kept.Reverse()] : kept);
        var run = sigmas.Keeping(kept);
        var count = input.CallCount ?? CallsOf(process, run, input.Options);
        var (calls, index, timestep) = (new DenoiseCall[run.StepCount], 0, sigmas.Timestep(order[0], process));
        for (var i = 0; i < calls.Length; i++)
        {
            var nextTimestep = sigmas.Timestep(order[i + 1], process);
            calls[i] = new()
            {
                Sigma = sigmas[order[i]],
                Timestep = timestep,
                NextSigma = sigmas[order[i + 1]],
                NextTimestep = nextTimestep,
                StepIndex = GoesToNoise ? i : kept[i + 1] - 1,
                StepCount = sigmas.StepCount,
                CallIndex = index,
                CallCount = count,
            };
            index += CallsIn(process, run, i, input.Options) ?? 0;
            timestep = nextTimestep;
        }

        return input with { Sigmas = run, FirstCalls = calls };
    }

    // A step between equal levels leaves x as it is: the method runs on the others, and those are reported with the step before, or else with the first.
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
