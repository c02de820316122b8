using System.Numerics;
using System.Runtime.InteropServices;

namespace EndlessCorridor;

/// <summary>The push constants of Shaders/corridor.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct CorridorArguments
{
    private const float FieldOfView = 1.1f;

    public readonly Matrix4x4 ViewProjection;
    public readonly Vector4 Eye;
    public readonly Vector4 Offset;

    public CorridorArguments(Vector3 eye, Vector3 ahead, float aspect)
    {
        var projection = Matrix4x4.CreatePerspectiveFieldOfView(FieldOfView, aspect, 0.1f, 100);
        projection.M22 = -projection.M22; // Vulkan's y points down
        ViewProjection = Matrix4x4.CreateLookAt(eye, eye + ahead, Vector3.UnitY) * projection;
        Eye = new Vector4(eye, 1);
    }

    private CorridorArguments(CorridorArguments camera, Vector3 offset) => (ViewProjection, Eye, Offset) = (camera.ViewProjection, camera.Eye, new Vector4(offset, 0));

    /// <summary>The same camera, for a part of the corridor that lies there.</summary>
    public CorridorArguments At(Vector3 offset) => new(this, offset);
}
