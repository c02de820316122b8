using System.Diagnostics.Metrics;
using System.Globalization;
using Scumble.Service;

namespace Scumble.Benchmarks;

/// <summary>What slices took of the device while this listens, by their kind.</summary>
internal sealed class SliceTimes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _milliseconds = [];

    public SliceTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServiceTelemetry.Name && instrument.Name == "scumble.slice.duration") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, time, tags, _) =>
        {
            var kind = tags[0].Value as string ?? "";
            lock (_milliseconds) _milliseconds[kind] = _milliseconds.GetValueOrDefault(kind) + time;
        });
        _listener.Start();
    }

    /// <summary>All slices together, in milliseconds.</summary>
    public double Sum
    {
        get
        {
            lock (_milliseconds) return _milliseconds.Values.Sum();
        }
    }

    /// <summary>Milliseconds of each kind for one of some textures.</summary>
    public string Of(int textures)
    {
        lock (_milliseconds)
            return string.Join(", ", _milliseconds.OrderByDescending(entry => entry.Value).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value / textures:0.00}")));
    }

    public void Dispose() => _listener.Dispose();
}
