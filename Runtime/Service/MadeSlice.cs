using Scumble.Stages;

namespace Scumble.Service;

/// <summary>What one slice of a generation gave.</summary>
/// <param name="Stage">What was worked on.</param>
/// <param name="StepsDone">Denoising steps done.</param>
/// <param name="StepCount">Denoising steps in all.</param>
/// <param name="Preview">What to show from now on, or null.</param>
/// <param name="Content">The texture, in its last slice; null there too where a target took it.</param>
/// <param name="Result">The same as the pipeline gave it, or null.</param>
/// <param name="Picture">Of several that are denoised together, the one that the preview or the texture is of.</param>
/// <param name="IsEnd">Whether that picture is done.</param>
/// <param name="PreviewTarget">What to show from now on, where a target took it; or null.</param>
internal readonly record struct MadeSlice(
    PipelineStage Stage, int StepsDone, int StepCount, TextureContent? Preview = null, TextureContent? Content = null, TextureResult? Result = null, int Picture = 0, bool IsEnd = false,
    IStoredTarget? PreviewTarget = null);
