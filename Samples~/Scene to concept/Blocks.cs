using System.Numerics;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>A block-out as it is put together: boxes, each of a kind.</summary>
internal sealed class Blocks
{
    // Right and up of each face; its outward normal is right x up.
    private static readonly (Vector3 Right, Vector3 Up)[] Faces =
    [
        (Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, Vector3.UnitY),
        (Vector3.UnitZ, Vector3.UnitY), (Vector3.UnitX, -Vector3.UnitZ), (Vector3.UnitX, Vector3.UnitZ),
    ];

    private readonly List<Vector3> _positions = [];
    private readonly List<uint> _ids = [];

    /// <summary>Adds a box, its triangles counter-clockwise from outside.</summary>
    public void Box(Vector3 min, Vector3 max, uint id)
    {
        var (middle, half) = ((min + max) / 2, (max - min) / 2);
        foreach (var (right, up) in Faces)
        {
            var normal = Vector3.Cross(right, up);
            foreach (var (s, t) in (ReadOnlySpan<(int, int)>)[(-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1)])
                _positions.Add(middle + (half * (normal + (s * right) + (t * up))));
            _ids.AddRange([id, id]);
        }
    }

    /// <summary>All boxes as one piece.</summary>
    public ScenePiece Piece(string name) => ScenePiece.Charted(name, new SceneMesh { Positions = _positions, Indices = [.. Enumerable.Range(0, _positions.Count)] }, _ids, "a block-out has no places in an atlas");
}
