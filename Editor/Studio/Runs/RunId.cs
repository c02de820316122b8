using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Scumble.Studio;

/// <summary>Names of runs: time, then chance. They sort by time, and are safe as names of folders.</summary>
internal static partial class RunId
{
    private static long _last;

    /// <summary>A new one, later than all before.</summary>
    public static string Create()
    {
        long ticks, last;
        do
        {
            last = Interlocked.Read(ref _last);
            ticks = Math.Max(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, ticks, last) != last);
        var time = new DateTime(ticks * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        return $"{time.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    }

    /// <summary>Whether a text is one.</summary>
    public static bool Is(string text) => Pattern().IsMatch(text);

    [GeneratedRegex("^[0-9]{17}-[0-9a-f]{6}\\z")]
    private static partial Regex Pattern();
}
