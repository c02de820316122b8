using System.Numerics;
using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>The inputs of Shaders/mesh.vert, at locations 0 to 3.</summary>
/// <param name="Position">In the object.</param>
/// <param name="Normal">Outwards, of length 1.</param>
/// <param name="Tangent">Where the texture's u grows.</param>
/// <param name="Uv">(0, 0) is the upper left of the picture.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Vertex(Vector3 Position, Vector3 Normal, Vector3 Tangent, Vector2 Uv)
{
    public static (Format Format, uint Offset)[] Inputs { get; } =
        [(Format.R32G32B32Sfloat, 0), (Format.R32G32B32Sfloat, 12), (Format.R32G32B32Sfloat, 24), (Format.R32G32Sfloat, 36)];
}
