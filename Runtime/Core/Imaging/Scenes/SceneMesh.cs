using System.Numerics;

namespace Scumble.Imaging;

/// <summary>Triangles with places in an atlas. Immutable; nothing is copied.</summary>
public sealed record SceneMesh
{
    // Texels of the edge at which places are compared; the share of them that two triangles may share by rounding; how far inside of a triangle a texel must lie.
    private const int Compared = 512;

    private const float MostShared = 0.01f, Inset = 1e-3f, Outside = 1e-3f;

    // Free around each chart, as a share of the atlas's edge: texels enough to be continued over.
    private const float Margin = 0.003f, Growth = 1.03f;

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

    /// <summary>Why the places cannot be those of an atlas, in a sentence: there are none, some lie outside (they repeat a texture), or triangles share them. Null where they can.</summary>
    public string? AtlasFault()
    {
        Validate();
        if (Uvs is null) return "it has no places in an atlas";
        if (Indices.Any(index => !(Uvs[index].X >= -Outside && Uvs[index].Y >= -Outside && Uvs[index].X <= 1 + Outside && Uvs[index].Y <= 1 + Outside)))
            return "its places lie outside of the atlas, as those of a texture that repeats";
        var (isTaken, all, shared) = (new bool[Compared * Compared], 0, 0);
        for (var triangle = 0; triangle < Indices.Count / 3; triangle++)
        {
            foreach (var (texel, _, _) in AtlasTriangle.Of(this, triangle, Compared).Texels(Compared, Inset))
            {
                all++;
                if (isTaken[texel]) shared++;
                isTaken[texel] = true;
            }
        }
        if (all == 0) return "its places in the atlas have no area";
        return shared > MostShared * all ? FormattableString.Invariant($"its triangles share {(float)shared / all:0%} of their places in the atlas") : null;
    }

    /// <summary>
    /// The same mesh with a chart of its own for each triangle, in its true shape and all at one scale, for meshes that were not laid out: seams at every edge, and half
    /// of the atlas unused.
    /// </summary>
    public SceneMesh WithCharts()
    {
        Validate();
        var charts = Enumerable.Range(0, Indices.Count / 3).Select(Chart).ToArray();
        var uvs = new Vector2[Indices.Count];
        if (charts.Length > 0)
        {
            // Shelves of falling height, in the smallest square that holds them.
            var order = Enumerable.Range(0, charts.Length).OrderByDescending(i => charts[i].Height).ToArray();
            var edge = MathF.Max(charts.Max(chart => chart.Width) * (1 + (3 * Margin)), MathF.Sqrt(charts.Sum(chart => chart.Width * chart.Height)));
            if (!(edge > 0)) edge = 1;
            while (!Place(charts, order, edge, uvs)) edge *= Growth;
        }
        return new() { Positions = [.. Indices.Select(index => Positions[index])], Indices = [.. Enumerable.Range(0, Indices.Count)], Uvs = uvs };
    }

    private static bool Place((int First, float Width, float Height, float Foot)[] charts, int[] order, float edge, Vector2[] uvs)
    {
        var gap = Margin * edge;
        var (x, y, shelf) = (gap, gap, charts[order[0]].Height);
        foreach (var i in order)
        {
            var (first, width, height, foot) = charts[i];
            if (x + width + gap > edge) (x, y, shelf) = (gap, y + shelf + gap, height);
            if (y + height + gap > edge) return false;
            for (var k = 0; k < 3; k++)
                uvs[(3 * i) + ((first + k) % 3)] = new Vector2(x + (k == 0 ? 0 : k == 1 ? width : foot), y + (k == 2 ? 0 : height)) / edge;
            x += width + gap;
        }
        return true;
    }

    // A triangle on its longest side, which begins at a corner; the third lies above a foot on it.
    private (int First, float Width, float Height, float Foot) Chart(int triangle)
    {
        var corners = Enumerable.Range(0, 3).Select(k => Positions[Indices[(3 * triangle) + k]]).ToArray();
        var first = Enumerable.Range(0, 3).MaxBy(k => (corners[(k + 1) % 3] - corners[k]).LengthSquared());
        var (side, top) = (corners[(first + 1) % 3] - corners[first], corners[(first + 2) % 3] - corners[first]);
        var width = side.Length();
        if (!(width > 0)) return (first, 0, 0, 0);
        return (first, width, Vector3.Cross(side, top).Length() / width, Math.Clamp(Vector3.Dot(top, side) / width, 0, width));
    }
}
