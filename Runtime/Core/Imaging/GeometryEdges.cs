namespace Scumble.Imaging;

// A plane is linear in one over the distance, e, so that its second difference is 0 at any slope: 2 e(p) - e(p-1) - e(p+1) > t e(p) is a step down
// behind p, or a ridge. Between two neighbours whose normals turn by more than an angle, or whose objects differ, the nearer is the edge; of two that are as near, the first.
// So each edge is one pixel wide, lies on what is in front, and knows nothing of colours.

/// <summary>The edges of what was drawn: outlines, creases and borders between objects.</summary>
public static class GeometryEdges
{
    // What is shorter is no normal: nothing was drawn there.
    internal const float ShortestSquared = 0.25f;

    /// <summary>Edges as 1 on 0, [h, w, 1], from one or more of three pictures of one size. None is changed.</summary>
    /// <param name="inverse">[h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it, or null.</param>
    /// <param name="normal">[h, w, 3], (n + 1) / 2 in any one space, or null.</param>
    /// <param name="ids">[h, w, 1], whole numbers, or null.</param>
    /// <param name="depthStep">The share of the distance that a step in depth spans at least.</param>
    /// <param name="normalStep">The least 1 - cos of a crease, 0 to 1.</param>
    public static Image Create(Image? inverse, Image? normal, Image? ids, float depthStep, float normalStep)
    {
        var size = inverse ?? normal ?? ids ?? throw new ArgumentException("Edges follow from depth, normals or ids; there is none.", nameof(inverse));
        var least = (1 - normalStep) * (1 - normalStep);
        var edges = new Image(size.Width, size.Height, 1);
        for (var y = 0; y < size.Height; y++)
            for (var x = 0; x < size.Width; x++)
                edges[x, y] = (inverse is not null && IsStep(inverse, x, y, depthStep)) || IsBorder(inverse, normal, ids, x, y, least) ? 1 : 0;
        return edges;
    }

    private static bool IsStep(Image e, int x, int y, float step)
    {
        var here = e[x, y];
        if (!(here > 0)) return false;
        return (x > 0 && x < e.Width - 1 && Drops(e[x - 1, y], e[x + 1, y])) || (y > 0 && y < e.Height - 1 && Drops(e[x, y - 1], e[x, y + 1]));

        bool Drops(float before, float after) => !(before > 0) || !(after > 0) || here + here - before - after > step * here;
    }

    private static bool IsBorder(Image? e, Image? normal, Image? ids, int x, int y, float least)
    {
        var size = (e ?? normal ?? ids)!;
        ReadOnlySpan<(int X, int Y)> neighbours = [(x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)];
        for (var k = 0; k < 4; k++)
        {
            var (nx, ny) = neighbours[k];
            if ((uint)nx >= (uint)size.Width || (uint)ny >= (uint)size.Height) continue;
            if (e is not null && (e[nx, ny] > e[x, y] || (e[nx, ny] == e[x, y] && k > 1))) continue;
            if (e is null && k > 1) continue;
            if (ids is not null && ids[x, y] != ids[nx, ny]) return true;
            if (normal is not null && Turns(normal, x, y, nx, ny, least)) return true;
        }
        return false;
    }

    // least: the square of the cosine of the angle
    private static bool Turns(Image normal, int x, int y, int nx, int ny, float least)
    {
        float dot = 0, one = 0, other = 0;
        for (var c = 0; c < 3; c++)
        {
            float a = (2 * normal[x, y, c]) - 1, b = (2 * normal[nx, ny, c]) - 1;
            (dot, one, other) = (dot + (a * b), one + (a * a), other + (b * b));
        }
        return one > ShortestSquared && other > ShortestSquared && (dot <= 0 || dot * dot < least * one * other);
    }
}
