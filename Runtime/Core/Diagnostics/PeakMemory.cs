using System.Diagnostics;
using System.Globalization;

namespace Scumble.Diagnostics;

/// <summary>The most memory that the process held at once, in physical pages.</summary>
public static class PeakMemory
{
    private const string Status = "/proc/self/status", ClearReferences = "/proc/self/clear_refs", HighWater = "VmHWM:";

    // proc(5): resets the high-water mark.
    private const string ResetHighWater = "5";

    /// <summary>Begins anew from what is held now, where the system can (Linux); elsewhere the peak stays that of the whole process.</summary>
    public static void Reset()
    {
        try
        {
            if (File.Exists(ClearReferences)) File.WriteAllText(ClearReferences, ResetHighWater);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Containers may forbid it: then the peak is the process's own.
        }
    }

    /// <summary>The peak in bytes.</summary>
    public static long InBytes()
    {
        try
        {
            if (File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(HighWater, StringComparison.Ordinal)) is { } line)
                return 1024 * long.Parse(line.AsSpan(HighWater.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // The portable way below.
        }
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
