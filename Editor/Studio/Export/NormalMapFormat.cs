using System.Text.Json.Serialization;

namespace Scumble.Studio;

/// <summary>Which way green points in a map of normals.</summary>
internal enum NormalMapFormat
{
    /// <summary>To the top of the picture.</summary>
    [JsonStringEnumMemberName("opengl")]
    OpenGL,

    /// <summary>To the bottom.</summary>
    [JsonStringEnumMemberName("directx")]
    DirectX,
}
