using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Pipeline;

/// <summary>A request that a model can carry out, with nothing left open.</summary>
internal sealed record ResolvedRequest(
    TextureRequest Request, Sampler Sampler, SigmaSchedule Sigmas, Canvas Canvas, bool IsGuided, IReadOnlyList<string> Warnings)
{
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
        if (!sampler.Supports(scheduler.Process))
            throw new InvalidRequestException("sampler", $"The sampler '{sampler.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Samplers.All.Where(s => s.Supports(scheduler.Process)).Select(s => s.Id))}.");
        var schedule = Find("schedule", request.Schedule, Schedules.Get);
        if (!schedule.Supports(scheduler.Process))
            throw new InvalidRequestException("schedule", $"The schedule '{schedule.Id}' does not work with this model.",
                $"Use one of {string.Join(", ", Schedules.All.Where(s => s.Supports(scheduler.Process)).Select(s => s.Id))}.");
        if (schedule.MaxSteps(scheduler.Process, scheduler.Options) is var most && request.Steps > most)
            throw new InvalidRequestException("steps", $"This model knows {most} steps; found {request.Steps}.",
                $"Its default is {defaults.Steps}.");
        var sigmas = schedule.Create(scheduler.Process, request.Steps.Value, scheduler.Options);

        var guided = request.GuidanceScale != 1;
        string[] warnings = !guided && request.NegativePrompt.Length > 0
            ? ["The negative prompt has no effect: the guidance scale is 1."]
            : [];
        var canvas = Canvas.For(request.Width.Value, request.Height.Value, request.Tile, defaults.SizeMultiple);
        return new ResolvedRequest(request, sampler, sigmas, canvas, guided, warnings);
    }

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
