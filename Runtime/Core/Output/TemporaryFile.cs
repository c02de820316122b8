using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scumble.Output;

/// <summary>Names of files that are written beside their place. They say which process writes them, so that those of a killed one can be told and removed.</summary>
internal static class TemporaryFile
{
    private static readonly string Machine = $".scumble-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)).AsSpan(0, 4))}-";

    /// <summary>A new name in the folder of a path.</summary>
    public static string Beside(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $"{Machine}{Environment.ProcessId}-{Guid.NewGuid():n}.tmp"));

    /// <summary>Removes what processes of this machine left in a folder that run no longer; what cannot be removed stays.</summary>
    public static void RemoveStale(string folder)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{Machine}*.tmp").Where(IsStale)) File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way.
        }
    }

    private static bool IsStale(string file)
    {
        var process = Path.GetFileName(file)[Machine.Length..].Split('-')[0];
        return int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && !Runs(id);
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
