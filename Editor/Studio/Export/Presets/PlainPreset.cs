using Scumble.Materials;

namespace Scumble.Studio;

internal static partial class ExportPresets
{
    /// <summary>Every map as it is, named as glTF names it.</summary>
    public static ExportPreset Plain { get; } = Add(new("plain", "Plain maps", NormalMapFormat.OpenGL, [.. MaterialMap.All.Select(map => ExportFile.Of($".{map.FileSuffix}", map))]));
}

/// <summary>The name of this file's preset.</summary>
file static class PlainPreset;
