// Y. Song et al., "Consistency models", 2023, section 5 and appendix C: of the N levels that training discretised
//   sigma_j = (max^(1/rho) + j / (N - 1) (min^(1/rho) - max^(1/rho)))^rho,  j = 0 ... N - 1
// a run of n steps visits every floor(N / n)th from the noisiest.
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Levels that a consistency model was trained at. Reads Rho, MinSigma, MaxSigma, Timesteps (N - 1 - j, counted from the clean end of those visited).</summary>
    public static Schedule Consistency { get; } = Add(new ConsistencyLevels());
}

internal sealed class ConsistencyLevels : Schedule
{
    public override string Id => "consistency";

    public override string Name => "Consistency";

    public override bool Supports(ForwardProcess process) => process is ElucidatedDiffusion;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options with { Timesteps = null });
        var trained = process.TrainTimesteps;
        var visited = options.Timesteps?.Reverse() ?? Enumerable.Range(0, steps).Select(i => (double)i * (trained / steps));
        return [.. visited.Select(j => j >= 0 && j < trained
            ? Karras.Level(max, min, options.Rho ?? 7, j / (trained - 1.0))
            : throw new ArgumentException($"The model was trained at {trained} levels, 0 to {trained - 1}; found {j}.", nameof(options)))];
    }
}
