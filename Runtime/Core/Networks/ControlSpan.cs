using Scumble.Sampling;

namespace Scumble.Networks;

/// <summary>How strongly a picture steers, and where in the run.</summary>
/// <param name="Scale">The conditioning scale, 1 as trained.</param>
/// <param name="Start">Where in the run it begins to steer, 0 to 1.</param>
/// <param name="End">Where in the run it ends, 0 to 1.</param>
public sealed record ControlSpan(double Scale = 1, double Start = 0, double End = 1)
{
    /// <summary>
    /// Whether a call of the network is steered: its whole share of the run's calls must lie between start and end. A step may have several
    /// calls, and each counts, as the timesteps of the reference pipelines do.
    /// </summary>
    /// <param name="call">Where the call stands.</param>
    public bool IsActive(in DenoiseCall call) => call.Progress >= Start && call.ProgressEnd <= End;
}
