using System.Runtime.InteropServices;

namespace Scumble.Onnx;

/// <summary>
/// ONNX Runtime's reports to its maker. The native library reads this variable once, when it starts; its own switch
/// (DisableTelemetryEvents) comes too late for the files and the look-up of a host, which are made before.
/// </summary>
internal static partial class Telemetry
{
    /// <summary>The environment variable that keeps the reports off where it is 1.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable for this process. Counts only before the native library starts.</summary>
    public static void TurnOff()
    {
        // For Windows and for programs that this one starts: on other systems .NET keeps an environment of its own, which native code does not see.
        Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows()) SetNative(Variable, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
