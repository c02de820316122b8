using System.Numerics;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>A block-out as it is put together: objects of boxes.</summary>
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
    private readonly List<SceneObject> _objects = [];

    /// <summary>The objects so far; the first has the id 1.</summary>
    public IReadOnlyList<SceneObject> Objects => _objects;

    /// <summary>Adds an object, its triangles counter-clockwise from outside.</summary>
    /// <param name="name">What it is called; a number follows.</param>
    /// <param name="kind">What it is to be made of, and its colour.</param>
    /// <param name="boxes">Its boxes.</param>
    public void Add(string name, (string Prompt, Vector3 Colour) kind, params ReadOnlySpan<(Vector3 Min, Vector3 Max)> boxes)
    {
        var number = 1 + _objects.Count(other => other.Name.StartsWith($"{name} ", StringComparison.Ordinal));
        _objects.Add(new($"{name} {number}", kind.Prompt, kind.Colour));
        foreach (var (min, max) in boxes) Box(min, max, (uint)_objects.Count);
    }

    /// <summary>A box on one side of the plane x = 0, or its mirror image.</summary>
    public static (Vector3 Min, Vector3 Max) Mirrored(int side, Vector3 min, Vector3 max) =>
        side > 0 ? (min, max) : (min with { X = -max.X }, max with { X = -min.X });

    /// <summary>All objects as one piece.</summary>
    public ScenePiece Piece(string name) => ScenePiece.Charted(name, new SceneMesh { Positions = _positions, Indices = [.. Enumerable.Range(0, _positions.Count)] }, _ids, "a block-out has no places in an atlas");

    private void Box(Vector3 min, Vector3 max, uint id)
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
}
