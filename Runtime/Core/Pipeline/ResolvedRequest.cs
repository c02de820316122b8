using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Pipeline;

/// <summary>A request that a model can carry out, with nothing left open.</summary>
internal sealed record ResolvedRequest(
    TextureRequest Request, Sampler Sampler, SigmaSchedule Sigmas, Canvas Canvas, ResolvedGuidance? Guidance, IReadOnlyList<string> Warnings)
{
    // Pixels on an edge of what one token stands for, in every model whose shift depends on the size.
    private const int TokenEdge = 16;

    /// <summary>Whether some step needs the unconditional half.</summary>
    public bool IsGuided => Guidance is not null;

    /// <summary>Fills in the model's defaults and checks the request against the model.</summary>
    /// <exception cref="InvalidRequestException">The model cannot do it; the message names the member.</exception>
    public static ResolvedRequest From(TextureRequest request, ModelDefaults defaults, SchedulerConfig scheduler)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        request = request with
        {
            Seed = request.Seed ?? (ulong)Random.Shared.NextInt64(1L << 32),
            Steps = request.Steps ?? defaults.Steps,
            GuidanceScale = request.GuidanceScale ?? defaults.GuidanceScale,
            Sampler = request.Sampler ?? defaults.Sampler,
            Schedule = request.Schedule ?? defaults.Schedule,
            Width = request.Width ?? defaults.Size,
            Height = request.Height ?? defaults.Size,
        };
        RequireSize("width", request.Width.Value, defaults);
        RequireSize("height", request.Height.Value, defaults);

        // Sampler and schedule.
        var sampler = Find("sampler", request.Sampler, Samplers.Get);
        if (!sampler.Supports(scheduler.Process) || sampler.GoesToNoise)
            throw new InvalidRequestException("sampler", $"The sampler '{sampler.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Samplers.All.Where(s => s.Supports(scheduler.Process) && !s.GoesToNoise).Select(s => s.Id))}.");
        var schedule = Find("schedule", request.Schedule, Schedules.Get);
        if (!schedule.Supports(scheduler.Process))
            throw new InvalidRequestException("schedule", $"The schedule '{schedule.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Schedules.All.Where(s => s.Supports(scheduler.Process)).Select(s => s.Id))}.");
        if (schedule.MaxSteps(scheduler.Process, scheduler.Options) is var most && request.Steps > most)
            throw new InvalidRequestException("steps", $"This model knows {most} steps; found {request.Steps}.",
                $"Its default is {defaults.Steps}.");
        var canvas = Canvas.For(request.Width.Value, request.Height.Value, request.Tile, defaults.SizeMultiple);
        var sigmas = schedule.Create(scheduler.Process, request.Steps.Value, ScheduleOptionsOf(scheduler, canvas));

        // Guidance, and what is without effect.
        var guidance = ResolvedGuidance.From(request, sigmas);
        var warnings = ResolvedGuidance.Warnings(request, sigmas, guidance).ToList();
        if (request.Eta is not null && !sampler.UsesEta) warnings.Add($"Eta has no effect: the sampler '{sampler.Id}' does not use it.");
        if (scheduler.UnknownKeys.Count > 0)
            warnings.Add($"The model's scheduler_config.json says what is not known here, and is ignored: {string.Join(", ", scheduler.UnknownKeys)}.");
        return new ResolvedRequest(request with { Eta = request.Eta ?? sampler.DefaultEta }, sampler, sigmas, canvas, guidance, warnings);
    }

    private static ScheduleOptions ScheduleOptionsOf(SchedulerConfig scheduler, Canvas canvas) => scheduler.DynamicShift is not { } shift
        ? scheduler.Options
        : scheduler.Options with { Shift = shift.Of(shift.Mu(canvas.Width * canvas.Height / (TokenEdge * TokenEdge))) };

    private static void RequireSize(string member, int size, ModelDefaults defaults)
    {
        if (size < defaults.MinSize || size > defaults.MaxSize || size % defaults.SizeMultiple != 0)
            throw new InvalidRequestException(member,
                $"'{member}' must be a multiple of {defaults.SizeMultiple} from {defaults.MinSize} to {defaults.MaxSize}; found {size}.",
                $"The nearest is {Nearest(size, defaults)}.");
    }

    private static int Nearest(int size, ModelDefaults defaults) => Math.Clamp(
        (int)Math.Round((double)size / defaults.SizeMultiple) * defaults.SizeMultiple, defaults.MinSize, defaults.MaxSize);

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
