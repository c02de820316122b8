using Scumble.Materials;

namespace Scumble.Studio;

/// <summary>The name of this file's preset.</summary>
file static class UnrealPreset;

internal static partial class ExportPresets
{
    /// <summary>Unreal: occlusion, roughness and metallic in one texture; green of normals points down.</summary>
    public static ExportPreset Unreal { get; } = Add(new("unreal", "Unreal Engine", NormalMapFormat.DirectX,
        ExportFile.Of("_BaseColor", MaterialMap.BaseColor),
        ExportFile.Of("_Normal", MaterialMap.Normal),
        new ExportFile("_ORM", new(MaterialMap.Occlusion), new(MaterialMap.Roughness), new(MaterialMap.Metallic)),
        ExportFile.Of("_Height", MaterialMap.Height),
        ExportFile.Of("_Emissive", MaterialMap.Emissive)));
}
