namespace Scumble.Pipeline;

/// <summary>What one stage took, in wall time.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Elapsed">Its wall time.</param>
public readonly record struct StageTime(PipelineStage Stage, TimeSpan Elapsed);
