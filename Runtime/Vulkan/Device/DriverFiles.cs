using System.Runtime.InteropServices;
using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Vulkan;

/// <summary>
/// The files by which drivers make themselves known to Linux's loader, looked at once the loader found no driver that works: it does not say that a driver is there whose libraries
/// are not.
/// </summary>
internal static class DriverFiles
{
    private static readonly string[] Variables = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"];

    private static readonly string[] Folders = ["/etc/vulkan/icd.d", "/usr/local/etc/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/usr/share/vulkan/icd.d"];

    // What NVIDIA's driver opens by itself when an instance is made; without them it has no vkCreateInstance.
    private static readonly string[] Glvnd = ["libGLdispatch.so.0", "libEGL.so.1"];

    /// <summary>What is wrong with a driver that is installed, or null where nothing is seen to be.</summary>
    public static ScumbleException? Fault() => OperatingSystem.IsLinux() ? Fault(Installed(), library => NativeLibrary.TryLoad(library, out _)) : null;

    /// <inheritdoc cref="Fault()"/>
    /// <param name="files">The files.</param>
    /// <param name="isThere">Whether a library can be loaded.</param>
    public static ScumbleException? Fault(IEnumerable<string> files, Func<string, bool> isThere)
    {
        foreach (var file in files)
        {
            if (Library(file) is not { } library) continue;
            var path = library.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(library, Path.GetDirectoryName(file)!) : library;
            if (library.Contains("nvidia", StringComparison.OrdinalIgnoreCase) && Glvnd.Where(name => !isThere(name)).ToArray() is { Length: > 0 } missing)
                return new ScumbleException($"There is no Vulkan driver that works: '{file}' names NVIDIA's {library}, which needs {string.Join(" and ", missing)} of libglvnd, which cannot be loaded here.",
                    "Install libglvnd, which servers and containers often lack (Debian: libegl1 libglvnd0 libglx0), or use the device cpu.");
            if (!isThere(path))
                return new ScumbleException($"There is no Vulkan driver that works: '{file}' names {library}, which cannot be loaded, or a library that it needs (ldd says which).",
                    "Install or repair the graphics driver, or use the device cpu.");
        }
        return null;
    }

    private static IEnumerable<string> Installed()
    {
        var named = Variables.Select(Environment.GetEnvironmentVariable).Where(value => !string.IsNullOrEmpty(value)).SelectMany(value => value!.Split(':'));
        foreach (var place in named.Concat(Folders).Distinct())
        {
            if (File.Exists(place)) yield return place;
            else if (Directory.Exists(place))
                foreach (var file in Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal)) yield return file;
        }
    }

    private static string? Library(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadText(file));
            return document.RootElement.GetProperty("ICD").GetProperty("library_path").GetString();
        }
        catch (Exception e) when (e is ScumbleException or IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // the loader leaves it out, too
        }
    }
}
