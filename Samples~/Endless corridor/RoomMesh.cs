using System.Numerics;
using LiveWindow;

namespace EndlessCorridor;

/// <summary>One room of the corridor, from z = 0 to its length, and what stands in it: three parts of one mesh.</summary>
internal static class RoomMesh
{
    /// <summary>Metres from door to door.</summary>
    public const float Length = 6;

    private const float Half = 2, Height = 3, DoorHalf = 1.45f, DoorHeight = 2.4f, Frame = 0.35f, Crate = 0.45f;

    // Repeats of a material in a metre.
    private const float Density = 0.5f;

    /// <summary>The vertices, two triangles to a quad; and where each part begins: floor, walls with the ceiling, crate, end.</summary>
    public static (Vertex[] Vertices, int[] Parts) Create()
    {
        var vertices = new List<Vertex>();
        var parts = new List<int> { 0 };

        // Floor
        Quad(new(-Half, 0, Length), Vector3.UnitX * 2 * Half, -Vector3.UnitZ * Length);
        parts.Add(vertices.Count);

        // Walls, ceiling
        Quad(new(-Half, 0, Length), -Vector3.UnitZ * Length, Vector3.UnitY * Height);
        Quad(new(Half, 0, 0), Vector3.UnitZ * Length, Vector3.UnitY * Height);
        Quad(new(-Half, Height, 0), Vector3.UnitX * 2 * Half, Vector3.UnitZ * Length);

        // The door frame at the near end: its face, and the way through it.
        Quad(new(-Half, 0, Length), Vector3.UnitX * (Half - DoorHalf), Vector3.UnitY * Height);
        Quad(new(DoorHalf, 0, Length), Vector3.UnitX * (Half - DoorHalf), Vector3.UnitY * Height);
        Quad(new(-DoorHalf, DoorHeight, Length), Vector3.UnitX * 2 * DoorHalf, Vector3.UnitY * (Height - DoorHeight));
        Quad(new(-DoorHalf, 0, Length), -Vector3.UnitZ * Frame, Vector3.UnitY * DoorHeight);
        Quad(new(DoorHalf, 0, Length - Frame), Vector3.UnitZ * Frame, Vector3.UnitY * DoorHeight);
        Quad(new(-DoorHalf, DoorHeight, Length - Frame), Vector3.UnitX * 2 * DoorHalf, Vector3.UnitZ * Frame);
        parts.Add(vertices.Count);

        // A crate around the origin, on the floor
        var edge = 2 * Crate;
        Quad(new(-Crate, 0, Crate), Vector3.UnitX * edge, Vector3.UnitY * edge, 1 / edge);
        Quad(new(Crate, 0, Crate), -Vector3.UnitZ * edge, Vector3.UnitY * edge, 1 / edge);
        Quad(new(Crate, 0, -Crate), -Vector3.UnitX * edge, Vector3.UnitY * edge, 1 / edge);
        Quad(new(-Crate, 0, -Crate), Vector3.UnitZ * edge, Vector3.UnitY * edge, 1 / edge);
        Quad(new(-Crate, edge, Crate), Vector3.UnitX * edge, -Vector3.UnitZ * edge, 1 / edge);
        parts.Add(vertices.Count);
        return ([.. vertices], [.. parts]);

        void Quad(Vector3 corner, Vector3 right, Vector3 up, float density = Density)
        {
            var (normal, tangent) = (Vector3.Normalize(Vector3.Cross(right, up)), Vector3.Normalize(right));
            foreach (var (s, t) in (ReadOnlySpan<(float, float)>)[(0, 0), (1, 0), (1, 1), (0, 0), (1, 1), (0, 1)])
                vertices.Add(new Vertex(corner + (s * right) + (t * up), normal, tangent, new Vector2(s * right.Length(), -t * up.Length()) * density));
        }
    }
}
