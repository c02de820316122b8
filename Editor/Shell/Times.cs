using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Stages;

namespace Scumble.Shell;

/// <summary>Stage times in words and in JSON.</summary>
internal static class Times
{
    /// <summary>"encode 0.02 s, denoise 1.10 s".</summary>
    public static string ToText(IEnumerable<StageTime> times) =>
        string.Join(", ", times.Select(time => $"{Name(time)} {ToText(time.Elapsed)}"));

    /// <summary>"encode 0.2 GB, denoise 1.1 GB", of those that were measured.</summary>
    public static string ToMemory(IEnumerable<StageTime> times) => string.Join(", ", times.Where(time => time.PeakMemoryInBytes > 0)
        .Select(time => string.Create(CultureInfo.InvariantCulture, $"{Name(time)} {time.PeakMemoryInBytes / 1e9:0.00} GB")));

    /// <summary>{"encode": 200000000}, in bytes.</summary>
    public static JsonObject ToMemoryJson(IEnumerable<StageTime> times) => new(times.Where(time => time.PeakMemoryInBytes > 0)
        .Select(time => KeyValuePair.Create<string, JsonNode?>(Name(time), time.PeakMemoryInBytes)));

    /// <summary>"1.10 s".</summary>
    public static string ToText(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);

    /// <summary>{"encode": 0.02, "denoise": 1.1}, in seconds.</summary>
    public static JsonObject ToJson(IEnumerable<StageTime> times) =>
        new(times.Select(time => KeyValuePair.Create<string, JsonNode?>(Name(time), Seconds(time.Elapsed))));

    /// <summary>Seconds to a tenth of a millisecond.</summary>
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 4);

    /// <summary>The stage's name: "encode".</summary>
    public static string Name(StageTime time) => time.Stage.ToString().ToLowerInvariant();
}
