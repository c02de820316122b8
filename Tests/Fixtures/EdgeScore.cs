using Scumble.Imaging;

namespace Scumble.Tests.Fixtures;

/// <summary>How well two pictures of edges agree.</summary>
public static class EdgeScore
{
    /// <summary>The harmonic mean of the share of found edges that lie on expected ones, and of expected ones that were found.</summary>
    /// <param name="found">[h, w, 1]; not 0 is an edge.</param>
    /// <param name="expected">Likewise.</param>
    /// <param name="tolerance">Pixels that still count as the same place.</param>
    public static double F1(Image found, Image expected, int tolerance = 2)
    {
        var (precision, recall) = (Share(found, expected, tolerance), Share(expected, found, tolerance));
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double Share(Image of, Image near, int tolerance)
    {
        var (hits, all) = (0, 0);
        for (var y = 0; y < of.Height; y++)
        {
            for (var x = 0; x < of.Width; x++)
            {
                if (of[x, y] == 0) continue;
                all++;
                if (IsNear(near, x, y, tolerance)) hits++;
            }
        }
        return all == 0 ? 0 : (double)hits / all;
    }

    private static bool IsNear(Image edges, int x, int y, int tolerance)
    {
        for (var v = Math.Max(0, y - tolerance); v <= Math.Min(edges.Height - 1, y + tolerance); v++)
            for (var u = Math.Max(0, x - tolerance); u <= Math.Min(edges.Width - 1, x + tolerance); u++)
                if (edges[u, v] != 0) return true;
        return false;
    }
}
