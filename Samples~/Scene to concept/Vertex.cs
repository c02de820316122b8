using System.Numerics;
using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>The inputs of Shaders/scene.vert, at locations 0 to 4; view.vert takes all but the id.</summary>
/// <param name="Position">In the world, in metres.</param>
/// <param name="Normal">Outwards, of length 1.</param>
/// <param name="Colour">Linear.</param>
/// <param name="Id">Which object it belongs to, from 1.</param>
/// <param name="Place">Where it lies in its piece's atlas, and which piece, from 1.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Vertex(Vector3 Position, Vector3 Normal, Vector3 Colour, uint Id, Vector3 Place)
{
    public static (Format Format, uint Offset)[] Inputs { get; } =
        [(Format.R32G32B32Sfloat, 0), (Format.R32G32B32Sfloat, 12), (Format.R32G32B32Sfloat, 24), (Format.R32Uint, 36), (Format.R32G32B32Sfloat, 40)];

    public static (Format Format, uint Offset)[] WithoutId { get; } = [.. Inputs.Where(input => input.Format != Format.R32Uint)];
}
