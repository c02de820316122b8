using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Scumble.Service;

/// <summary>What a service tells to whoever listens: .NET's own activities and meters, both named <see cref="Name"/>.</summary>
public static class ServiceTelemetry
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Scumble.Service";

    private static readonly Meter Meter = new(Name);

    /// <summary>One activity for each texture that is made or read: "texture", with its model and where it came from.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    /// <summary>Requests.</summary>
    internal static Counter<long> Requests { get; } = Meter.CreateCounter<long>("scumble.requests", "{request}", "Requests.");

    /// <summary>Textures that wait.</summary>
    internal static UpDownCounter<int> Waiting { get; } = Meter.CreateUpDownCounter<int>("scumble.queue.length", "{texture}", "Textures that wait for their turn.");

    /// <summary>Hits, by "cache": memory or disk.</summary>
    internal static Counter<long> Hits { get; } = Meter.CreateCounter<long>("scumble.cache.hits", "{texture}", "Textures that a cache had.");

    /// <summary>Slices of generations, by "stage".</summary>
    internal static Histogram<double> Slices { get; } = Meter.CreateHistogram<double>("scumble.slice.duration", "ms", "Time of one slice of a generation.");

    /// <summary>Calls of Pump.</summary>
    internal static Histogram<double> Pumps { get; } = Meter.CreateHistogram<double>("scumble.pump.duration", "ms", "Time of one call of Pump.");

    /// <summary>Bytes that were stored.</summary>
    internal static Counter<long> Bytes { get; } = Meter.CreateCounter<long>("scumble.textures.stored", "By", "Bytes of textures that were stored.");

    /// <summary>Textures that could not be made.</summary>
    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>("scumble.failures", "{texture}", "Textures that could not be made.");
}
