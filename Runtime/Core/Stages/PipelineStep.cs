using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>What a pulled generation shows: a stage that begins, a denoising step that is done, or the result.</summary>
/// <param name="Stage">The stage at work.</param>
/// <param name="StepsDone">Denoising steps done.</param>
/// <param name="StepCount">Denoising steps in all.</param>
/// <param name="Report">What made the texture, in the last step of its picture only.</param>
/// <param name="Sample">After a denoising step, what is denoised, a row for each picture, for previews; valid until the next pull. Null elsewhere.</param>
/// <param name="Picture">Of several pictures that are denoised together, the one that is decoded; 0 before.</param>
public readonly record struct PipelineStep(PipelineStage Stage, int StepsDone, int StepCount, TextureReport? Report, SamplerStep? Sample = null, int Picture = 0)
{
    /// <summary>The result, in the last step of its picture only; null too where a target took the texture.</summary>
    public TextureResult? Result => Report as TextureResult;
}
