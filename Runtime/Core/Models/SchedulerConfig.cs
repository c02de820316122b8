using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Sampling;

namespace Scumble.Models;

/// <summary>scheduler_config.json in this product's words: the process, what the network predicts, and the schedule and sampler that it was made for.</summary>
/// <param name="Process">The forward process of the training.</param>
/// <param name="Prediction">What the network predicts.</param>
/// <param name="Schedule">The schedule's id.</param>
/// <param name="Options">The schedule's settings.</param>
/// <param name="Sampler">The sampler's id.</param>
public sealed record SchedulerConfig(ForwardProcess Process, Prediction Prediction, string Schedule, ScheduleOptions Options, string Sampler)
{
    /// <summary>The class that the file names.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>The class as which the file was read, where <see cref="ClassName"/> is not known: a run must then name its sampler. Null where it is known.</summary>
    public string? AssumedClass { get; init; }

    /// <summary>What the file says about the sampler.</summary>
    public SolverSettings Solver { get; init; } = new();

    /// <summary>What the first latent is, given unit noise.</summary>
    public InitialNoise InitialNoise { get; init; } = InitialNoise.Level;

    /// <summary>How the shift of a flow follows from the size of the picture; null where it does not.</summary>
    public FlowShift? DynamicShift { get; init; }

    /// <summary>Whether the network's output has a second half that tells the variance of a step.</summary>
    public bool HasLearnedVariance { get; init; }

    /// <summary>Members of the file that mean nothing here, in the file's order.</summary>
    public IReadOnlyList<string> UnknownKeys { get; init; } = [];

    /// <summary>Reads a model's scheduler component.</summary>
    /// <exception cref="ScumbleException">It is missing, of an unknown class and tells no process, or a value makes no sense.</exception>
    public static SchedulerConfig Read(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var component = folder.Require("scheduler");
        var path = Path.Combine(component.Path, "scheduler_config.json");
        return component.Config is { } json
            ? Read(json, path, component.ClassName)
            : throw new ScumbleException($"'{path}' is missing.", DamagedFile.Hint);
    }

    /// <summary>Reads a scheduler's configuration.</summary>
    /// <param name="json">The file's object.</param>
    /// <param name="path">Where it was read, for messages.</param>
    /// <param name="className">The scheduler's class where the object does not name it.</param>
    /// <exception cref="ScumbleException">It is of an unknown class and tells no process, or a value makes no sense.</exception>
    public static SchedulerConfig Read(JsonElement json, string path, string className = "")
    {
        var values = new ConfigValues(json, path);
        className = values.Text("_class_name", className);
        var known = SchedulerClasses.All.FirstOrDefault(c => c.Name == className);
        if ((known ?? SchedulerClasses.ByProcess(values)) is not { } scheduler)
            throw new ScumbleException($"'{path}' names the scheduler '{className}', which is not known, and has neither betas nor the shift of a flow.",
                $"Known: {string.Join(", ", SchedulerClasses.All.Select(c => c.Name))}.");
        var config = scheduler.Read(values);
        return config with { ClassName = className, AssumedClass = known is null ? scheduler.Name : null, UnknownKeys = values.Unknown };
    }

    /// <summary>
    /// The same for a flow whose pipeline gives the levels 1, 1 - 1/n ... 1/n itself, to be shifted once, and does not ask the
    /// scheduler for a grid; others stay as they are.
    /// </summary>
    public SchedulerConfig WithTrailingFlow() => Process is RectifiedFlow
        ? this with { Options = Options with { Spacing = TimestepSpacing.Trailing, OmitsCleanest = false } }
        : this;

    /// <summary>The levels of a run with this configuration's own schedule.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="options">The schedule's settings where they are not the file's.</param>
    public SigmaSchedule CreateSigmas(int steps, ScheduleOptions? options = null) =>
        Schedules.Get(Schedule).Create(Process, steps, options ?? Options);

    /// <summary>
    /// A denoiser that uses a network as this configuration wants it to be used: its prediction, clipped, with the boundary condition of
    /// latent consistency models. Light: it owns nothing, and works in the buffers.
    /// </summary>
    /// <param name="buffers">What it works in.</param>
    /// <param name="network">The network; it sees the latent's shape.</param>
    /// <param name="noiseFollowsClipping">Whether DDIM takes the noise from the clipped estimate of x0 and not from the network's own.</param>
    public IDenoiser CreateDenoiser(DenoiserBuffers buffers, IPredictor network, bool noiseFollowsClipping = false)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        IDenoiser denoiser = new PredictionDenoiser(buffers, network, Process, Prediction);
        // Of the samplers only DDIM's ask for the noise apart.
        var keepsNoise = !noiseFollowsClipping && Sampler is "ddim" or "ddim_inverse";
        if (Solver.Clipping is { } clipping) denoiser = new ClippedDenoiser(buffers, denoiser, clipping with { KeepsNoise = keepsNoise });
        if (Solver.TimestepScaling is { } scaling && Sampler == "lcm") denoiser = new ConsistencyDenoiser(buffers.Ops, denoiser, scaling);
        return denoiser;
    }

    /// <summary>The factor from unit noise to the first latent of a run that starts at noise level <paramref name="sigma"/>.</summary>
    public double InitialScale(double sigma) => InitialNoise switch
    {
        InitialNoise.Level => sigma,
        InitialNoise.Marginal => Math.Sqrt(sigma * sigma + 1),
        InitialNoise.UnitInput => 1 / Process.InputScale(sigma),
        InitialNoise.RootLevel => Math.Sqrt(sigma),
        var other => throw new InvalidOperationException($"Unknown initial noise {other}."),
    };
}
