using Scumble.Materials;

namespace Scumble.Studio;

/// <summary>The name of this file's preset.</summary>
file static class GodotPreset;

internal static partial class ExportPresets
{
    /// <summary>Godot's ORMMaterial3D.</summary>
    public static ExportPreset Godot { get; } = Add(new("godot", "Godot", NormalMapFormat.OpenGL,
        ExportFile.Of("_albedo", MaterialMap.BaseColor),
        ExportFile.Of("_normal", MaterialMap.Normal),
        new ExportFile("_orm", new(MaterialMap.Occlusion), new(MaterialMap.Roughness), new(MaterialMap.Metallic)),
        ExportFile.Of("_height", MaterialMap.Height),
        ExportFile.Of("_emission", MaterialMap.Emissive)));
}
