// D. Podell et al., "SDXL", 2023, section 2.5, as an ensemble of experts: the base denoises down to a noise level, the refiner from there on.
using Scumble.Families;
using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>One run shared by two models.</summary>
/// <param name="Base">The base model's part.</param>
/// <param name="Refiner">The refiner's part.</param>
internal sealed record Handover(SamplingPlan Base, SamplingPlan Refiner)
{
    private const double UsualStart = 0.8;

    /// <summary>Splits a run where the schedule has gone the refiner's share; each gets at least one step.</summary>
    public static Handover Between(ResolvedRequest resolved, OpenModel model, OpenModel refiner)
    {
        var start = resolved.Request.Refiner?.Start ?? UsualStart;
        var own = SamplingPlan.From(resolved.Request, refiner, resolved.Canvas, []);
        var (first, second) = (Until(resolved.Plan.Sigmas, model, start), Until(own.Sigmas, refiner, start));
        // The base may start late, from a picture.
        var begin = Math.Min(resolved.Plan.StartStep, first - 1);
        var part = resolved.Plan.On((begin == 0 ? resolved.Plan.Sigmas : resolved.Plan.Sigmas.From(begin)).Until(first - begin));
        return new(part with { CallCount = part.Sampler.CountCalls(model.Scheduler.Process, resolved.Plan.Visited, part.Options) }, own.On(own.Sigmas.From(second)));
    }

    // The number of steps whose timestep is at least the cutoff.
    private static int Until(SigmaSchedule sigmas, OpenModel model, double start)
    {
        var process = model.Scheduler.Process;
        var cutoff = Math.Round(process.TrainTimesteps * (1 - start));
        return Math.Clamp(Enumerable.Range(0, sigmas.StepCount).Count(i => sigmas.Timestep(i, process) >= cutoff), 1, sigmas.StepCount - 1);
    }
}
