namespace Scumble.Stages;

/// <summary>What one stage took.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Elapsed">Its wall time.</param>
/// <param name="PeakMemoryInBytes">The most memory that the process held meanwhile; 0 where it was not measured.</param>
public readonly record struct StageTime(PipelineStage Stage, TimeSpan Elapsed, long PeakMemoryInBytes = 0);
