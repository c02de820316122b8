using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>The steps of a generation as the progress of its node.</summary>
internal sealed class GenerationProgress(NodeRun run, (int Index, int Count) part) : IProgress<PipelineProgress>
{
    private PipelineProgress _at;

    public void Report(PipelineProgress value)
    {
        _at = value;
        Say(null);
    }

    /// <summary>A picture of what is forming.</summary>
    public void Show(Image forming) => Say(Small(forming));

    private void Say(Image? picture)
    {
        var share = _at.StepCount > 0 ? (double)_at.StepsDone / _at.StepCount : 0;
        var what = _at.Stage == PipelineStage.Denoise ? $"step {_at.StepsDone} of {_at.StepCount}" : _at.Stage.ToString().ToLowerInvariant();
        run.Report((part.Index + share) / part.Count, part.Count > 1 ? $"{part.Index + 1} of {part.Count}: {what}" : what, picture);
    }

    private Image Small(Image image) => run.Options.PreviewEdge > 0 ? Resize.Within(image, run.Options.PreviewEdge) : image;
}
