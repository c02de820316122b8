// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, table 2, for timesteps 0 to T - 1:
//   leading:  i floor(T / n) + offset,  i = n - 1 ... 0
//   trailing: round(T - i T / n) - 1,   i = 0 ... n - 1
//   linspace: T - 1 ... 0 evenly spaced (one step starts at T - 1, not at 0)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in the timesteps of a discretely trained model. Reads Spacing, StepsOffset, RoundTimesteps.</summary>
    public static Schedule Linear { get; } = Add(new Linear());
}

internal sealed class Linear : Schedule
{
    public override string Id => "linear";

    public override string Name => "Linear";

    public override bool Supports(ForwardProcess process) => process is DiscreteDiffusion;

    protected override void Fill(ForwardProcess process, Span<double> sigmas, ScheduleOptions options)
    {
        var (n, trained) = (sigmas.Length, process.TrainTimesteps);
        for (var i = 0; i < n; i++)
        {
            var timestep = options.Spacing switch
            {
                TimestepSpacing.Leading => (n - 1 - i) * (trained / n) + options.StepsOffset,
                TimestepSpacing.Trailing => Math.Round(trained - i * ((double)trained / n)) - 1,
                TimestepSpacing.Linspace => n == 1 ? trained - 1 : (n - 1 - i) * ((trained - 1.0) / (n - 1)),
                _ => throw new ArgumentOutOfRangeException(nameof(options), options.Spacing, null),
            };
            if (options.RoundTimesteps) timestep = Math.Round(timestep);
            sigmas[i] = process.Sigma(timestep);
        }
    }
}
