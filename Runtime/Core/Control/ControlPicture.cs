namespace Scumble.Control;

/// <summary>A picture that steers, and how.</summary>
/// <param name="Planes">The picture, 0..1, [3, h, w], or its latent, [c, h, w].</param>
/// <param name="Scale">How strongly it steers, 1 as trained.</param>
/// <param name="Start">Where in the run it begins to steer, 0 to 1.</param>
/// <param name="End">Where in the run it ends, 0 to 1.</param>
public sealed record ControlPicture(float[] Planes, double Scale, double Start, double End)
{
    /// <summary>Whether a step steers: its whole share of the run must lie between start and end.</summary>
    /// <param name="stepIndex">From 0.</param>
    /// <param name="stepCount">All steps of the run.</param>
    public bool IsActive(int stepIndex, int stepCount) => (double)stepIndex / stepCount >= Start && (double)(stepIndex + 1) / stepCount <= End;
}
