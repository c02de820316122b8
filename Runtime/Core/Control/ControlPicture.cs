using Scumble.Sampling;

namespace Scumble.Control;

/// <summary>A picture that steers, and how.</summary>
/// <param name="Planes">The picture, 0..1, [3, h, w], or its latent, [c, h, w].</param>
/// <param name="Scale">How strongly it steers, 1 as trained.</param>
/// <param name="Start">Where in the run it begins to steer, 0 to 1.</param>
/// <param name="End">Where in the run it ends, 0 to 1.</param>
public sealed record ControlPicture(float[] Planes, double Scale, double Start, double End)
{
    /// <summary>
    /// Whether a call of the network is steered: its whole share of the run's calls must lie between start and end. A step may have several
    /// calls, and each counts, as the timesteps of the reference pipelines do.
    /// </summary>
    /// <param name="call">Where the call stands.</param>
    public bool IsActive(in DenoiseCall call) => call.Progress >= Start && call.ProgressEnd <= End;
}
