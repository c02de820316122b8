using System.Numerics;

namespace Scumble.Imaging;

/// <summary>A triangle of a mesh in an atlas.</summary>
/// <param name="P">Its first corner, in texels.</param>
/// <param name="Q">Its second.</param>
/// <param name="R">Its third.</param>
internal readonly record struct AtlasTriangle(Vector2 P, Vector2 Q, Vector2 R)
{
    /// <summary>A triangle of a mesh that has places.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="triangle">Which.</param>
    /// <param name="edge">Texels of the atlas's edge.</param>
    public static AtlasTriangle Of(SceneMesh mesh, int triangle, int edge) =>
        new(mesh.Uvs![mesh.Indices[3 * triangle]] * edge, mesh.Uvs[mesh.Indices[(3 * triangle) + 1]] * edge, mesh.Uvs[mesh.Indices[(3 * triangle) + 2]] * edge);

    /// <summary>The texels whose middles lie in it, with what its second and third corners weigh there.</summary>
    /// <param name="edge">Texels of the atlas's edge.</param>
    /// <param name="inset">How far inside, as a share of the triangle: above 0, middles on a side that two triangles share lie in none.</param>
    public IEnumerable<(int Texel, float V, float W)> Texels(int edge, float inset = 0)
    {
        var area = Cross(Q - P, R - P);
        if (area == 0) yield break;
        var (least, greatest) = (Vector2.Min(P, Vector2.Min(Q, R)), Vector2.Max(P, Vector2.Max(Q, R)));
        for (var y = (int)Math.Max(0, least.Y); y <= Math.Min(edge - 1, greatest.Y); y++)
        {
            for (var x = (int)Math.Max(0, least.X); x <= Math.Min(edge - 1, greatest.X); x++)
            {
                var middle = new Vector2(x + 0.5f, y + 0.5f) - P;
                var (v, w) = (Cross(middle, R - P) / area, Cross(Q - P, middle) / area);
                if (v >= inset && w >= inset && v + w <= 1 - inset) yield return ((y * edge) + x, v, w);
            }
        }
    }

    private static float Cross(Vector2 one, Vector2 other) => (one.X * other.Y) - (one.Y * other.X);
}
