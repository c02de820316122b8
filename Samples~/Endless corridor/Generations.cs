using System.Diagnostics;
using Scumble.Service;

namespace EndlessCorridor;

/// <summary>How long textures took to be made, as the service tells every listener.</summary>
internal sealed class Generations : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly List<double> _milliseconds = [];

    public Generations()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The shortest and the longest that a model took for one, in milliseconds; infinite and 0 before there is one.</summary>
    public (double Shortest, double Longest, int Count) Times
    {
        get
        {
            lock (_milliseconds) return (_milliseconds.DefaultIfEmpty(double.PositiveInfinity).Min(), _milliseconds.DefaultIfEmpty(0).Max(), _milliseconds.Count);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Count(Activity activity)
    {
        if (activity.GetTagItem("from") as string != "model") return;
        lock (_milliseconds) _milliseconds.Add(activity.Duration.TotalMilliseconds);
    }
}
