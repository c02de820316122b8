using System.Numerics;

namespace Scumble.Imaging;

/// <summary>A mesh's atlas, painted by projecting pictures of it: each view adds to what the ones before left open, and the edges of charts are continued so that no seam shows.</summary>
public sealed class ProjectedAtlas
{
    /// <summary>A texel whose weights add up to this is covered.</summary>
    private const float Covered = 1;

    // So many texels of a triangle are continued from what was painted of it: the steps at the edges of what a camera saw.
    private const int Mended = 2;

    private readonly int _edge;
    private readonly int[] _triangles;
    private readonly Vector3[] _places, _normals, _colours;
    private readonly float[] _weights;

    /// <param name="mesh">With places in the atlas.</param>
    /// <param name="edge">Texels of the atlas's edge.</param>
    /// <exception cref="ArgumentException">The mesh has no places in an atlas, or its lists do not belong together.</exception>
    public ProjectedAtlas(SceneMesh mesh, int edge)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(edge);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(edge, ImageFiles.MaxEdge / 2);
        if (mesh.Validate().Uvs is null) throw new ArgumentException("The mesh has no places in an atlas: give it charts (SceneMesh.WithCharts).", nameof(mesh));
        (_edge, _triangles, _places, _colours, _weights) = (edge, new int[edge * edge], new Vector3[edge * edge], new Vector3[edge * edge], new float[edge * edge]);
        _normals = new Vector3[mesh.Indices.Count / 3];
        for (var triangle = 0; triangle < _normals.Length; triangle++) Place(mesh, triangle);
    }

    // Where texels lie does not change; what was painted does.
    private ProjectedAtlas(ProjectedAtlas other) =>
        (_edge, _triangles, _places, _normals, _colours, _weights) = (other._edge, other._triangles, other._places, other._normals, [.. other._colours], [.. other._weights]);

    /// <summary>Texels of its edge.</summary>
    public int Edge => _edge;

    /// <summary>Another atlas of the same mesh, painted as this one is: a state to come back to. It takes 16 bytes a texel of its own.</summary>
    public ProjectedAtlas Copy() => new(this);

    /// <summary>The share of the mesh's texels that some view painted.</summary>
    public double Coverage
    {
        get
        {
            var (painted, all) = (0, 0);
            for (var i = 0; i < _weights.Length; i++)
            {
                if (_triangles[i] == 0) continue;
                all++;
                if (_weights[i] > 0) painted++;
            }
            return all == 0 ? 0 : (double)painted / all;
        }
    }

    /// <summary>How much of the texel at a place is covered, 0 to 1: what a further view would leave as it is. 1 where the atlas shows no triangle.</summary>
    /// <param name="place">In the atlas, 0..1.</param>
    public float CoverageAt(Vector2 place)
    {
        var i = (Math.Clamp((int)(place.Y * _edge), 0, _edge - 1) * _edge) + Math.Clamp((int)(place.X * _edge), 0, _edge - 1);
        return _triangles[i] == 0 ? 1 : _weights[i] / Covered;
    }

    /// <summary>Paints what a view sees and the views before did not cover.</summary>
    /// <param name="view">The view.</param>
    /// <param name="isOver">Whether it also paints over what they covered, the more the less it sees that at a slant.</param>
    /// <param name="takes">Which triangles of the mesh take paint; null for all.</param>
    /// <returns>How many texels it painted.</returns>
    public int Add(ProjectedView view, bool isOver = false, Predicate<int>? takes = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var painted = 0;
        Parallel.For(0, _edge, row =>
        {
            var count = 0;
            for (var i = row * _edge; i < (row + 1) * _edge; i++)
            {
                if (_triangles[i] == 0 || (!isOver && _weights[i] >= Covered) || takes?.Invoke(_triangles[i] - 1) == false) continue;
                var (colour, weight) = view.At(_places[i], _normals[_triangles[i] - 1]);
                var kept = isOver ? 1 - weight : 1;
                if (!isOver) weight = MathF.Min(weight, Covered - _weights[i]);
                if (weight <= 0) continue;
                _colours[i] = (kept * _colours[i]) + (weight * colour);
                _weights[i] = (kept * _weights[i]) + weight;
                count++;
            }
            Interlocked.Add(ref painted, count);
        });
        return painted;
    }

    /// <summary>Takes the paint off some triangles: they are open as if no view had seen them.</summary>
    /// <param name="which">Which.</param>
    public void Open(Predicate<int> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        for (var i = 0; i < _weights.Length; i++)
            if (_weights[i] > 0 && which(_triangles[i] - 1)) (_colours[i], _weights[i]) = (default, 0);
    }

    /// <summary>
    /// The atlas, [edge, edge, 3]: what was painted, continued a little into what stays open of the same triangle, and then beyond the edges of charts, as what stays open is: between
    /// two charts each keeps its own side.
    /// </summary>
    /// <param name="padding">How many texels it is continued, at least 0.</param>
    /// <param name="open">The colour of what stays open; black by default.</param>
    public Image Bake(int padding = 16, Vector3 open = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        var (image, owners) = (new Image(_edge, _edge, 3), new int[_weights.Length]);
        for (var i = 0; i < owners.Length; i++)
        {
            owners[i] = _weights[i] > 0 ? _triangles[i] : -_triangles[i];
            var colour = _weights[i] > 0 ? _colours[i] / _weights[i] : open;
            for (var c = 0; c < 3; c++) image.Pixels[(3 * i) + c] = colour[c];
        }
        for (var step = padding > 0 ? -Mended : 0; step < padding; step++)
        {
            var (before, isWithin) = ((int[])owners.Clone(), step < 0);
            Parallel.For(0, _edge, row =>
            {
                for (var i = row * _edge; i < (row + 1) * _edge; i++)
                    if (isWithin ? before[i] < 0 : before[i] == 0) owners[i] = Continue(image, before, i);
            });
        }
        return image;
    }

    // Whose texels a texel continues, below 0 where those stay open: within a triangle its own that are painted; between charts most of those around it.
    private int Continue(Image image, int[] owners, int at)
    {
        var (sum, painted, open, x, y, owner) = (Vector3.Zero, 0, 0, at % _edge, at / _edge, 0);
        for (var j = Math.Max(0, y - 1); j <= Math.Min(_edge - 1, y + 1); j++)
        {
            for (var i = Math.Max(0, x - 1); i <= Math.Min(_edge - 1, x + 1); i++)
            {
                var from = owners[(j * _edge) + i];
                if (from == 0 || (owners[at] != 0 && from != _triangles[at])) continue;
                if (from < 0)
                {
                    open++;
                    continue;
                }
                sum += new Vector3(image[i, j, 0], image[i, j, 1], image[i, j, 2]);
                (owner, painted) = (from, painted + 1);
            }
        }
        if (painted == 0 || painted < open) return open > 0 ? -1 : owners[at];
        for (var c = 0; c < 3; c++) image[x, y, c] = sum[c] / painted;
        return owner;
    }

    // The texels whose middles lie in a triangle: where each is in the world.
    private void Place(SceneMesh mesh, int triangle)
    {
        var (a, b, c) = (mesh.Indices[3 * triangle], mesh.Indices[(3 * triangle) + 1], mesh.Indices[(3 * triangle) + 2]);
        var normal = Vector3.Cross(mesh.Positions[b] - mesh.Positions[a], mesh.Positions[c] - mesh.Positions[a]);
        _normals[triangle] = normal == Vector3.Zero ? normal : Vector3.Normalize(normal);
        if (normal == Vector3.Zero) return;
        foreach (var (texel, v, w) in AtlasTriangle.Of(mesh, triangle, _edge).Texels(_edge))
        {
            if (_triangles[texel] != 0) continue;
            _triangles[texel] = triangle + 1;
            _places[texel] = ((1 - v - w) * mesh.Positions[a]) + (v * mesh.Positions[b]) + (w * mesh.Positions[c]);
        }
    }
}
