// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 5.3.2:
//   sigma_i = s u_i / (1 + (s - 1) u_i),  u_i evenly spaced (FlowGrid)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>
    /// Evenly spaced in rectified-flow time, then shifted. Reads Shift, Spacing, OmitsCleanest, MinSigma (the end of linspace),
    /// MaxSigma (no level lies above), TerminalSigma, Timesteps, Sigmas.
    /// </summary>
    public static Schedule Flow { get; } = Add(new Flow());
}

internal sealed class Flow : Schedule
{
    public override string Id => "flow";

    public override string Name => "Flow";

    public override bool Supports(ForwardProcess process) => process is RectifiedFlow;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options) => FlowGrid.Levels(process, steps, options);
}
