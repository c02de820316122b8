namespace Scumble.Imaging;

/// <summary>
/// The samples along one line of sight over a grid. Directions are those of the grid's own vectors (1,0), (2,1), (1,1)...,
/// so that every sample lies on the line; steps grow with the distance.
/// </summary>
internal sealed class Horizon
{
    private Horizon(int x, int y, int radius, int stride, double weight)
    {
        var length = Math.Sqrt((x * x) + (y * y));
        var offsets = new List<int>();
        var inverses = new List<float>();
        for (var k = 1; k * length <= radius; k += Math.Max(1, (int)(k * 0.1)))
        {
            offsets.Add(k * ((y * stride) + x));
            inverses.Add((float)(1 / (k * length)));
        }
        X = (float)(x / length);
        Y = (float)(y / length);
        Weight = (float)weight;
        Offsets = [.. offsets];
        InverseDistances = [.. inverses];
    }

    /// <summary>The unit direction, x to the right and y downwards.</summary>
    public float X { get; }

    /// <summary>See <see cref="X"/>.</summary>
    public float Y { get; }

    /// <summary>The share of the full turn that this direction stands for; all sum to 1.</summary>
    public float Weight { get; }

    /// <summary>Samples as offsets into the flat grid.</summary>
    public int[] Offsets { get; }

    /// <summary>One over the distance of each sample in pixels.</summary>
    public float[] InverseDistances { get; }

    /// <summary>Sixteen directions around the full turn.</summary>
    public static Horizon[] All(int radius, int stride)
    {
        // Half the angles to both neighbours: knight's moves lie at atan(1/2), between an axis and a diagonal.
        var axis = Math.Atan(0.5) / (2 * Math.PI);
        var diagonal = 0.125 - axis;
        var all = new List<Horizon>();
        for (var y = -2; y <= 2; y++)
        {
            for (var x = -2; x <= 2; x++)
            {
                switch (Math.Abs(x) + Math.Abs(y))
                {
                    case 1: all.Add(new(x, y, radius, stride, axis)); break;
                    case 2 when x != 0 && y != 0: all.Add(new(x, y, radius, stride, diagonal)); break;
                    case 3: all.Add(new(x, y, radius, stride, 0.0625)); break;
                }
            }
        }
        return [.. all];
    }
}
