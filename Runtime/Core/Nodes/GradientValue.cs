namespace Scumble.Nodes;

/// <summary>Colours along a line, linear between stops, even beyond the outer ones. Curves are gradients of one value.</summary>
internal sealed record GradientValue(IReadOnlyList<(float Position, ColourValue Colour)> Stops) : NodeValue
{
    public const int MaxStops = 64;

    public override PortType Type => PortType.Gradient;

    public override string Identity => string.Join(' ', Stops.Select(stop => FormattableString.Invariant($"{stop.Position:R}{stop.Colour.R:R},{stop.Colour.G:R},{stop.Colour.B:R},{stop.Colour.A:R}")));

    /// <summary>The colour at a position.</summary>
    public ColourValue At(float position)
    {
        var next = 0;
        while (next < Stops.Count && Stops[next].Position < position) next++;
        if (next == 0) return Stops[0].Colour;
        if (next == Stops.Count) return Stops[^1].Colour;
        var ((p, a), (q, b)) = (Stops[next - 1], Stops[next]);
        var t = q > p ? (position - p) / (q - p) : 1;
        return new(a.R + (t * (b.R - a.R)), a.G + (t * (b.G - a.G)), a.B + (t * (b.B - a.B)), a.A + (t * (b.A - a.A)));
    }
}
