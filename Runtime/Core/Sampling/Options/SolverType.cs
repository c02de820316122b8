namespace Scumble.Sampling;

/// <summary>The two second-order steps of the DPM-Solver family (Lu et al. 2022, appendix).</summary>
public enum SolverType
{
    /// <summary>The slope counts as it would at the middle of the step.</summary>
    Midpoint,

    /// <summary>The slope is integrated over the step.</summary>
    Heun,
}
