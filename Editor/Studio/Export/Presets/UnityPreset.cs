using Scumble.Materials;

namespace Scumble.Studio;

// Unity manual, HDRP "Mask and detail maps": red metallic, green occlusion, blue detail mask, alpha smoothness. URP reads the same file as
// its metallic map (red, alpha) and as its occlusion map (green).

/// <summary>The name of this file's preset.</summary>
file static class UnityPreset;

internal static partial class ExportPresets
{
    /// <summary>Unity, URP and HDRP.</summary>
    public static ExportPreset Unity { get; } = Add(new("unity", "Unity (URP, HDRP)", NormalMapFormat.OpenGL,
        ExportFile.Of("_BaseMap", MaterialMap.BaseColor),
        ExportFile.Of("_Normal", MaterialMap.Normal),
        new ExportFile("_MaskMap", new(MaterialMap.Metallic), new(MaterialMap.Occlusion), new(null, Constant: 1), new(MaterialMap.Roughness, Inverted: true)),
        ExportFile.Of("_Height", MaterialMap.Height),
        ExportFile.Of("_Emission", MaterialMap.Emissive)));
}
