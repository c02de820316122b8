using System.Diagnostics;
using Scumble.Diagnostics;

namespace Scumble.Stages;

/// <summary>The wall time and peak memory of each stage of one generation.</summary>
internal sealed class StageClock(TimeSpan loadTime)
{
    private readonly List<StageTime> _times = [new(PipelineStage.Load, loadTime)];
    private PipelineStage? _stage;
    private long _start;

    /// <summary>Ends the stage before and begins another.</summary>
    public void Begin(PipelineStage stage)
    {
        var now = Stopwatch.GetTimestamp();
        if (_stage is { } before) _times.Add(new StageTime(before, Stopwatch.GetElapsedTime(_start, now), PeakMemory.InBytes()));
        PeakMemory.Reset();
        (_stage, _start) = (stage, Stopwatch.GetTimestamp());
    }

    /// <summary>Ends the last stage and returns the times of all until now.</summary>
    public IReadOnlyList<StageTime> End()
    {
        if (_stage is { } last) _times.Add(new StageTime(last, Stopwatch.GetElapsedTime(_start), PeakMemory.InBytes()));
        _stage = null;
        return [.. _times];
    }
}
