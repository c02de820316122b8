using System.Numerics;

namespace Scumble.Imaging;

/// <summary>A mesh's atlas, painted by projecting pictures of it: each view adds to what the ones before left open, and the edges of charts are continued so that no seam shows.</summary>
public sealed class ProjectedAtlas
{
    /// <summary>A texel whose weights add up to this is covered.</summary>
    private const float Covered = 1;

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

    /// <summary>Paints what a view sees and the views before did not cover.</summary>
    public void Add(ProjectedView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Parallel.For(0, _edge, row =>
        {
            for (var i = row * _edge; i < (row + 1) * _edge; i++)
            {
                if (_triangles[i] == 0 || _weights[i] >= Covered) continue;
                var (colour, weight) = view.At(_places[i], _normals[_triangles[i] - 1]);
                weight = MathF.Min(weight, Covered - _weights[i]);
                if (weight <= 0) continue;
                _colours[i] += weight * colour;
                _weights[i] += weight;
            }
        });
    }

    /// <summary>The atlas, [edge, edge, 3]: what was painted, continued over what was not, each texel from the painted ones around it.</summary>
    /// <param name="padding">How many texels it is continued, at least 0.</param>
    public Image Bake(int padding = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        var image = new Image(_edge, _edge, 3);
        var isPainted = new bool[_weights.Length];
        for (var i = 0; i < _weights.Length; i++)
        {
            isPainted[i] = _weights[i] > 0;
            for (var c = 0; c < 3 && isPainted[i]; c++) image.Pixels[(3 * i) + c] = _colours[i][c] / _weights[i];
        }
        for (var step = 0; step < padding; step++)
        {
            var before = (bool[])isPainted.Clone();
            Parallel.For(0, _edge, row =>
            {
                for (var i = row * _edge; i < (row + 1) * _edge; i++)
                    if (!before[i]) isPainted[i] = Continue(image, before, i);
            });
        }
        return image;
    }

    private bool Continue(Image image, bool[] isPainted, int at)
    {
        var (sum, count, x, y) = (Vector3.Zero, 0, at % _edge, at / _edge);
        for (var j = Math.Max(0, y - 1); j <= Math.Min(_edge - 1, y + 1); j++)
        {
            for (var i = Math.Max(0, x - 1); i <= Math.Min(_edge - 1, x + 1); i++)
            {
                if (!isPainted[(j * _edge) + i]) continue;
                sum += new Vector3(image[i, j, 0], image[i, j, 1], image[i, j, 2]);
                count++;
            }
        }
        for (var c = 0; c < 3 && count > 0; c++) image[x, y, c] = sum[c] / count;
        return count > 0;
    }

    // The texels whose middles lie in a triangle: where each is in the world.
    private void Place(SceneMesh mesh, int triangle)
    {
        var (a, b, c) = (mesh.Indices[3 * triangle], mesh.Indices[(3 * triangle) + 1], mesh.Indices[(3 * triangle) + 2]);
        var normal = Vector3.Cross(mesh.Positions[b] - mesh.Positions[a], mesh.Positions[c] - mesh.Positions[a]);
        _normals[triangle] = normal == Vector3.Zero ? normal : Vector3.Normalize(normal);
        var (p, q, r) = (mesh.Uvs![a] * _edge, mesh.Uvs[b] * _edge, mesh.Uvs[c] * _edge);
        var area = Cross(q - p, r - p);
        if (area == 0 || normal == Vector3.Zero) return;
        var (least, greatest) = (Vector2.Min(p, Vector2.Min(q, r)), Vector2.Max(p, Vector2.Max(q, r)));
        for (var y = Math.Max(0, (int)least.Y); y <= Math.Min(_edge - 1, (int)greatest.Y); y++)
        {
            for (var x = Math.Max(0, (int)least.X); x <= Math.Min(_edge - 1, (int)greatest.X); x++)
            {
                var middle = new Vector2(x + 0.5f, y + 0.5f);
                var (v, w) = (Cross(middle - p, r - p) / area, Cross(q - p, middle - p) / area);
                if (v < 0 || w < 0 || v + w > 1 || _triangles[(y * _edge) + x] != 0) continue;
                _triangles[(y * _edge) + x] = triangle + 1;
                _places[(y * _edge) + x] = ((1 - v - w) * mesh.Positions[a]) + (v * mesh.Positions[b]) + (w * mesh.Positions[c]);
            }
        }

        static float Cross(Vector2 one, Vector2 other) => (one.X * other.Y) - (one.Y * other.X);
    }
}
