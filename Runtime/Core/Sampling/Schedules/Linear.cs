// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, table 2 (TimestepGrid).
// With a fixed stride (J. Song et al., "Denoising diffusion implicit models", 2021, and L. Liu et al., "Pseudo numerical
// methods for diffusion models on manifolds", 2022) the step from timestep t ends at t - floor(T / n).
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>
    /// Evenly spaced in the timesteps of a discretely trained model. Reads Spacing, StepsOffset, OmitsCleanest, SingleIsCleanest, Rounding,
    /// MaxSigma (timesteps of larger ones are not visited), Timesteps, Sigmas, IsLogLinear, FixedStride.
    /// </summary>
    public static Schedule Linear { get; } = Add(new Linear());
}

internal sealed class Linear : Schedule
{
    public override string Id => "linear";

    public override string Name => "Linear";

    public override bool Supports(ForwardProcess process) => process is DiscreteDiffusion;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options) =>
        options.Sigmas is { } given ? [.. given] : TimestepGrid.Levels((DiscreteDiffusion)process, steps, options);

    protected override double[]? Timesteps(ForwardProcess process, double[] levels, int steps, ScheduleOptions options) =>
        options.Sigmas is not null || ((DiscreteDiffusion)process).IsToldLogSigma
            ? base.Timesteps(process, levels, steps, options)
            : TimestepGrid.Timesteps((DiscreteDiffusion)process, steps, options);

    protected override double[]? Targets(ForwardProcess process, double[] levels, int steps, ScheduleOptions options, double final)
    {
        if (!options.FixedStride) return null;
        var stride = process.TrainTimesteps / steps;
        return Array.ConvertAll(TimestepGrid.Timesteps((DiscreteDiffusion)process, steps, options), t => t < stride ? final : process.Sigma(t - stride));
    }
}
