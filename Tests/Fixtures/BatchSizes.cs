using System.Collections.Concurrent;
using System.Diagnostics;
using Scumble.Service;

namespace Scumble.Tests.Fixtures;

/// <summary>Listens, as a game may, to how many textures were denoised together.</summary>
internal sealed class BatchSizes : IDisposable
{
    private readonly ConcurrentQueue<int> _sizes = [];
    private readonly ActivityListener _listener;

    public BatchSizes()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceTelemetry.Activities.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { if (activity.GetTagItem("together") is int size) _sizes.Enqueue(size); },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>One number for each texture of a batch that has ended.</summary>
    public IReadOnlyCollection<int> All => _sizes;

    public void Dispose() => _listener.Dispose();
}
