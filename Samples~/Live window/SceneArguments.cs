using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveWindow;

/// <summary>The push constants of Shaders/scene.glsl: a camera that looks at the middle, and the object's turn.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct SceneArguments
{
    private const float FieldOfView = 0.5f;
    private const float TurnsPerSecond = 0.07f;

    public readonly Matrix4x4 ViewProjection;
    public readonly Quaternion Rotation;
    public readonly Vector4 Eye;

    public SceneArguments(double seconds, float aspect)
    {
        // Far enough that the object, of radius 1.6, has air around it in a wide window as in a tall one.
        var distance = 1.85f / (MathF.Tan(FieldOfView / 2) * MathF.Min(1, aspect));
        var eye = distance * Vector3.Normalize(new Vector3(0, 0.32f, 1));
        var projection = Matrix4x4.CreatePerspectiveFieldOfView(FieldOfView, aspect, 1, 100);
        projection.M22 = -projection.M22; // Vulkan's y points down
        ViewProjection = Matrix4x4.CreateLookAt(eye, Vector3.Zero, Vector3.UnitY) * projection;
        Rotation = Quaternion.CreateFromAxisAngle(Vector3.UnitX, 0.12f)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)((seconds * TurnsPerSecond % 1 * Math.Tau) + 0.7));
        Eye = new Vector4(eye, 1);
    }
}
