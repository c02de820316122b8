namespace Scumble.Stages;

/// <summary>Where a running generation stands. Reported when a stage begins and after each denoising step.</summary>
/// <param name="Stage">The stage at work.</param>
/// <param name="StepsDone">Denoising steps done; 0 in the stages before, <paramref name="StepCount"/> in those after.</param>
/// <param name="StepCount">Denoising steps in all.</param>
/// <param name="Elapsed">Wall time since the generation began.</param>
public readonly record struct PipelineProgress(PipelineStage Stage, int StepsDone, int StepCount, TimeSpan Elapsed);
