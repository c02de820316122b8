using System.Numerics;

namespace Scumble.Imaging;

/// <summary>Triangles with places in an atlas. Immutable; nothing is copied.</summary>
public sealed record SceneMesh
{
    // Of a cell's edge, free on each side of a chart.
    private const float Margin = 0.06f;

    /// <summary>In the world, in metres.</summary>
    public required IReadOnlyList<Vector3> Positions { get; init; }

    /// <summary>Three for each triangle, counter-clockwise from the front.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>Of each position its place in the atlas, 0..1, (0, 0) the upper left; no two triangles share a place. Null for none (<see cref="WithCharts"/>).</summary>
    public IReadOnlyList<Vector2>? Uvs { get; init; }

    /// <summary>Checks that the lists belong together, and returns this.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public SceneMesh Validate()
    {
        if (Indices.Count % 3 != 0 || Indices.Any(index => (uint)index >= (uint)Positions.Count))
            throw new ArgumentException($"Indices must be three for each triangle, from 0 to {Positions.Count - 1}.", nameof(Indices));
        if (Uvs is not null && Uvs.Count != Positions.Count) throw new ArgumentException($"There are {Uvs.Count} places in the atlas for {Positions.Count} positions.", nameof(Uvs));
        return this;
    }

    /// <summary>The same mesh with a chart of its own for each triangle, for meshes that were not laid out: wasteful, and never wrong.</summary>
    public SceneMesh WithCharts()
    {
        Validate();
        var triangles = Indices.Count / 3;
        var cells = Math.Max(1, (int)Math.Ceiling(Math.Sqrt((triangles + 1) / 2)));
        var uvs = new Vector2[Indices.Count];
        for (var i = 0; i < triangles; i++)
        {
            // Two in a cell: one below its diagonal, one above.
            var corner = new Vector2(i / 2 % cells, i / 2 / cells);
            ReadOnlySpan<Vector2> shape = i % 2 == 0 ? [new(Margin, 1 - Margin), new(1 - (3 * Margin), 1 - Margin), new(Margin, 3 * Margin)]
                : [new(1 - Margin, Margin), new(3 * Margin, Margin), new(1 - Margin, 1 - (3 * Margin))];
            for (var k = 0; k < 3; k++) uvs[(3 * i) + k] = (corner + shape[k]) / cells;
        }
        return new() { Positions = [.. Indices.Select(index => Positions[index])], Indices = [.. Enumerable.Range(0, Indices.Count)], Uvs = uvs };
    }
}
