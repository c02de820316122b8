using System.Security.Cryptography;
using System.Text;

namespace Scumble.Lab;

/// <summary>
/// The .meta file that Unity wants beside each asset: a GUID, by which other assets refer to it, and how it is imported. The GUID is a hash of the
/// path, so it is the same whoever writes it, and a file keeps it as long as it stays where it is.
/// </summary>
internal static class UnityMeta
{
    private const string Tail = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n";

    /// <summary>The text for a folder.</summary>
    /// <param name="package">The package's name.</param>
    /// <param name="path">Relative to the package, with '/'.</param>
    public static string OfFolder(string package, string path) => Head(package, path) + "folderAsset: yes\n" + Importer("DefaultImporter");

    /// <summary>The text for a file.</summary>
    /// <param name="package">The package's name.</param>
    /// <param name="path">Relative to the package, with '/'.</param>
    public static string OfFile(string package, string path) => Head(package, path) + Path.GetExtension(path) switch
    {
        ".cs" => "MonoImporter:\n  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n  icon: {instanceID: 0}\n" + Tail,
        ".asmdef" => Importer("AssemblyDefinitionImporter"),
        ".json" when path == "package.json" => Importer("PackageManifestImporter"),
        ".json" or ".md" or ".txt" => Importer("TextScriptImporter"),
        ".so" => Plugin("Linux", "Linux64"),
        ".dll" => Plugin("Windows", "Win64"),
        ".dylib" => Plugin("OSX", "OSXUniversal"),
        _ => Importer("DefaultImporter"),
    };

    private static string Head(string package, string path) =>
        $"fileFormatVersion: 2\nguid: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{package}/{path}")).AsSpan(0, 16))}\n";

    private static string Importer(string name) => $"{name}:\n  externalObjects: {{}}\n{Tail}";

    // A native library of one system: in its editor and its players, nowhere else.
    private static string Plugin(string system, string player) => "PluginImporter:\n  externalObjects: {}\n  serializedVersion: 2\n  isPreloaded: 0\n"
        + "  isOverridable: 0\n  isExplicitlyReferenced: 0\n  platformData:\n"
        + Platform("Any", "", 0, "{}")
        + Platform("Editor", "Editor", 1, $"\n        CPU: {Processor(system)}\n        DefaultValueInitialized: true\n        OS: {system}")
        + Platform("Standalone", player, 1, $"\n        CPU: {Processor(system)}") + Tail;

    private static string Processor(string system) => system == "OSX" ? "AnyCPU" : "x86_64";

    private static string Platform(string group, string name, int isOn, string settings) =>
        $"  - first:\n      {group}: {name}\n    second:\n      enabled: {isOn}\n      settings:{(settings == "{}" ? " {}" : settings)}\n";
}
