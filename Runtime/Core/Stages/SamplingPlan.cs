using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>How one network is sampled.</summary>
/// <param name="Sampler">The method.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Sigmas">The noise levels of a whole run.</param>
/// <param name="StartStep">The first step that is done; those before are skipped by a picture to start from.</param>
/// <param name="Guidance">Classifier-free guidance, or null.</param>
public sealed record SamplingPlan(Sampler Sampler, SamplerOptions Options, SigmaSchedule Sigmas, int StartStep, GuidancePlan? Guidance)
{
    // Consistency models visit fewer of their timesteps from a picture, instead of skipping steps.
    private const string SkippingSchedule = "lcm";

    /// <summary>The network calls of the run of which this is the first part, whose share spans of control pictures are; null where it is the whole.</summary>
    public int? CallCount { get; init; }

    /// <summary>The noise levels that are visited.</summary>
    public SigmaSchedule Visited => StartStep == 0 ? Sigmas : Sampler == Samplers.Plms && StartStep > 1 ? SkippingOne(Sigmas, StartStep) : Sigmas.From(StartStep);

    /// <summary>Resolves a request whose steps, guidance scale, sampler and schedule are filled in.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">The model.</param>
    /// <param name="canvas">Where the picture is made.</param>
    /// <param name="warnings">What the user should know is added.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it; the message names the member.</exception>
    internal static SamplingPlan From(TextureRequest request, OpenModel model, Canvas canvas, List<string> warnings)
    {
        var scheduler = model.Scheduler;
        if (scheduler.AssumedClass is { } assumed)
            warnings.Add($"The scheduler class '{scheduler.ClassName}' is not known: the noise levels and what the network predicts are read as {assumed} reads them.");
        var sampler = Find("sampling.sampler", request.Sampling.Sampler!, Samplers.Get);
        if (!sampler.Supports(scheduler.Process) || sampler.GoesToNoise)
            throw new InvalidRequestException("sampling.sampler", $"The sampler '{sampler.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Samplers.All.Where(s => s.Supports(scheduler.Process) && !s.GoesToNoise).Select(s => s.Id))}.");
        var schedule = Find("sampling.schedule", request.Sampling.Schedule!, Schedules.Get);
        if (!schedule.Supports(scheduler.Process))
            throw new InvalidRequestException("sampling.schedule", $"The schedule '{schedule.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Schedules.All.Where(s => s.Supports(scheduler.Process)).Select(s => s.Id))}.");
        var sigmas = Levels(request, model, schedule, canvas);
        var isSkipping = schedule.Id == SkippingSchedule;
        var start = request.Start.Image is null || isSkipping ? 0 : SdEdit.StartStep(scheduler.Process, sigmas.StepCount, request.Start.Strength!.Value);

        // Guidance and what is without effect. Networks that take the scale as an input are called once.
        var isEmbedded = model.Defaults.EmbedsGuidance && !GuidancePlan.IsPlain(request, model.Defaults);
        var guided = isEmbedded ? request with { Guidance = request.Guidance with { Scale = GuidancePlan.TrueScale(request, model.Defaults) } }
            : model.Defaults is { TakesPrompt: false, ClassCount: 0 } ? request with { Guidance = request.Guidance with { Scale = 1 } } : request;
        var guidance = GuidancePlan.From(guided, sigmas);
        warnings.AddRange(GuidancePlan.Warnings(guided, sigmas, guidance, isEmbedded));
        if (request.Guidance.TrueScale is not null && !model.Defaults.EmbedsGuidance)
            warnings.Add("The true guidance scale has no effect: this model's guidance is the true one.");
        if (model.Defaults.TaughtGuidance is { } taught && request.Guidance.Scale is { } scale && (scale < 1 || scale > taught))
            warnings.Add($"This model's network was taught guidance from 1 to {taught:0.##}; what it makes of {scale:0.##} is a guess.");
        if (model.Defaults.TakesWholeSteps && sampler.Id != "euler")
            warnings.Add($"This model's network answers for whole steps of Euler's method; the sampler '{sampler.Id}' reads its answers as others.");
        if (request.Sampling.Eta is not null && !sampler.UsesEta) warnings.Add($"Eta has no effect: the sampler '{sampler.Id}' does not use it.");
        if (request.Sampling.BrownianNoise is not null && sampler is { IsStochastic: false, UsesEta: false })
            warnings.Add($"Brownian noise has no effect: the sampler '{sampler.Id}' adds none.");
        if (scheduler.UnknownKeys.Count > 0)
            warnings.Add($"The model's scheduler_config.json says what is not known here, and is ignored: {string.Join(", ", scheduler.UnknownKeys)}.");
        return new SamplingPlan(sampler, SamplerOptionsOf(request, scheduler), sigmas, start, guidance);
    }

    /// <summary>The same run on another schedule, from its first step on.</summary>
    public SamplingPlan On(SigmaSchedule sigmas) => this with { Sigmas = sigmas, StartStep = 0 };

    // The reference counts PLMS' model calls, two of which belong to the first step: from a picture it starts a level earlier, and skips the
    // one where its first step ends.
    private static SigmaSchedule SkippingOne(SigmaSchedule sigmas, int start)
    {
        var steps = Enumerable.Range(start, sigmas.StepCount - start).Select(i => i == start ? i - 1 : i).ToArray();
        return new([.. steps.Select(i => sigmas[i]), sigmas[^1]], sigmas.Timesteps is { } timesteps ? steps.Select(i => timesteps[i]) : null, steps.Select(sigmas.Target));
    }

    private static SigmaSchedule Levels(TextureRequest request, OpenModel model, Schedule schedule, Canvas canvas)
    {
        var (process, steps) = (model.Scheduler.Process, request.Steps!.Value);
        var options = model.ScheduleOptions(canvas.Width, canvas.Height);
        if (request.Sampling.Timesteps is not null || request.Sampling.Sigmas is not null) options = options with { Timesteps = request.Sampling.Timesteps, Sigmas = request.Sampling.Sigmas };
        if (schedule.Id == SkippingSchedule && request.Start.Image is not null) options = options with { Strength = request.Start.Strength!.Value };
        var most = schedule.MaxSteps(process, options);
        if (steps > most)
            throw new InvalidRequestException("steps", $"This model knows {most} steps; found {steps}.", $"Its default is {model.Defaults.Steps}.");
        try
        {
            return schedule.Create(process, steps, options);
        }
        catch (ArgumentException e)
        {
            throw new InvalidRequestException(request.Sampling.Timesteps is not null ? "sampling.timesteps" : request.Sampling.Sigmas is not null ? "sampling.sigmas" : "steps", $"There is no such schedule: {e.Message}",
                "Choose another number of steps, or the model's own timesteps.", e);
        }
    }

    private static SamplerOptions SamplerOptionsOf(TextureRequest request, SchedulerConfig scheduler)
    {
        var own = scheduler.Solver.ToOptions();
        var options = request.Sampling.Sampler == scheduler.Sampler ? own : new SamplerOptions();
        // The file's PNDM extrapolates what the network predicts.
        if (request.Sampling.Sampler is "pndm" or "plms") options = options with { Extrapolated = scheduler.Prediction };
        return options with { Eta = request.Sampling.Eta, BrownianNoise = request.Sampling.BrownianNoise };
    }

    private static T Find<T>(string member, string id, Func<string, T> get)
    {
        try
        {
            return get(id);
        }
        catch (ScumbleException e)
        {
            throw new InvalidRequestException(member, e.Message, e.Hint, e);
        }
    }
}
