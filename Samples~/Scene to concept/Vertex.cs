using System.Numerics;
using System.Runtime.InteropServices;

namespace SceneToConcept;

/// <summary>The inputs of Shaders/scene.vert, at locations 0 to 4.</summary>
/// <param name="Position">In the world, in metres.</param>
/// <param name="Normal">Outwards, of length 1.</param>
/// <param name="Colour">Linear.</param>
/// <param name="Id">Which object it belongs to, from 1.</param>
/// <param name="Place">Where it lies in its piece's atlas, and which piece, from 1.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Vertex(Vector3 Position, Vector3 Normal, Vector3 Colour, uint Id, Vector3 Place);
