using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>Tells an item how far its generation is, on the thread of the generation.</summary>
/// <param name="run">The run.</param>
/// <param name="index">The item's index.</param>
internal sealed class StepReport(Run run, int index) : IProgress<PipelineProgress>
{
    /// <inheritdoc/>
    public void Report(PipelineProgress value) => run.Update(index, item => item with
    {
        Stage = value.Stage.ToString().ToLowerInvariant(),
        StepsDone = value.StepsDone,
        StepCount = value.StepCount,
    });
}
