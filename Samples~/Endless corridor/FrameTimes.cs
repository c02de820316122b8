using System.Numerics;

namespace EndlessCorridor;

/// <summary>The times of the latest frames for the graph, and of all for the report.</summary>
internal sealed class FrameTimes
{
    /// <summary>Bars of Shaders/graph.vert.</summary>
    public const int Bars = 180;

    /// <summary>A frame's time at 60 frames a second.</summary>
    public const double Budget = 1000 / 60.0;

    private readonly List<double> _all = [];

    /// <summary>Frames that were counted.</summary>
    public int Count => _all.Count;

    /// <summary>Counts a frame.</summary>
    public void Add(double milliseconds) => _all.Add(milliseconds);

    /// <summary>The time that a share of all frames stays below.</summary>
    public double Quantile(double share) => _all.Count == 0 ? 0 : _all.Order().ElementAt((int)Math.Min(_all.Count - 1, share * _all.Count));

    /// <summary>What the graph draws: which bar, and its milliseconds; the last is the line of 60 frames a second.</summary>
    public void CopyTo(Span<Vector2> bars)
    {
        for (var i = 0; i < Bars; i++) bars[i] = new(i, _all.Count - Bars + i is >= 0 and var index ? (float)_all[index] : 0);
        bars[Bars] = new(-1, (float)Budget);
    }
}
