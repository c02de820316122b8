using System.Globalization;

namespace EndlessCorridor;

/// <summary>How long the calling thread has worked or stood in line for a core, as Linux counts it: what is left of a time on the clock it waited for something. Elsewhere 0, and all counts as waiting.</summary>
internal static class ThreadTime
{
    private const string File = "/proc/thread-self/schedstat"; // nanoseconds on a core, nanoseconds in line for one, turns

    public static double Milliseconds() => !System.IO.File.Exists(File) ? 0
        : System.IO.File.ReadAllText(File).Split(' ').Take(2).Sum(part => long.Parse(part, CultureInfo.InvariantCulture)) / 1e6;
}
