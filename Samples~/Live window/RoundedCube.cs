using System.Numerics;

namespace LiveWindow;

/// <summary>A cube of edge 2 with rounded edges. Each face shows a texture twice along each axis, so that its seams would be seen.</summary>
internal static class RoundedCube
{
    private const int Cells = 48;
    private const float Radius = 0.25f;
    private const float Repeats = 2;

    // Right and up of each face; its outward normal is right x up.
    private static readonly (Vector3 Right, Vector3 Up)[] Faces =
    [
        (Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, Vector3.UnitY),
        (Vector3.UnitZ, Vector3.UnitY), (Vector3.UnitX, -Vector3.UnitZ), (Vector3.UnitX, Vector3.UnitZ),
    ];

    public static (Vertex[] Vertices, ushort[] Indices) Create()
    {
        var vertices = new List<Vertex>();
        var indices = new List<ushort>();
        foreach (var (right, up) in Faces)
        {
            var first = vertices.Count;
            for (var row = 0; row <= Cells; row++)
                for (var column = 0; column <= Cells; column++)
                    vertices.Add(At(right, up, (2f * column / Cells) - 1, (2f * row / Cells) - 1));
            for (var cell = 0; cell < Cells * Cells; cell++)
            {
                var corner = first + (cell / Cells * (Cells + 1)) + (cell % Cells);
                foreach (var offset in (ReadOnlySpan<int>)[0, 1, Cells + 2, 0, Cells + 2, Cells + 1]) indices.Add((ushort)(corner + offset));
            }
        }
        return ([.. vertices], [.. indices]);
    }

    private static Vertex At(Vector3 right, Vector3 up, float s, float t)
    {
        var onCube = Vector3.Cross(right, up) + (s * right) + (t * up);
        var inner = Vector3.Clamp(onCube, new Vector3(Radius - 1), new Vector3(1 - Radius));
        var normal = Vector3.Normalize(onCube - inner);
        return new Vertex(inner + (Radius * normal), normal, right, new Vector2(s + 1, 1 - t) * (Repeats / 2));
    }
}
