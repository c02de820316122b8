using System.Globalization;
using System.Text;

namespace Scumble.Lab;

/// <summary>Model calls against distance, both on logarithmic axes, as an SVG.</summary>
internal static class DistanceFigure
{
    private const double Left = 70, Top = 20, Width = 560, Height = 460, LegendLeft = Left + Width + 16, LegendStep = 17;
    private const double MinCalls = 0.8, MaxCalls = 2500, MinDistance = 0.008, MaxDistance = 1;

    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c564b"];
    private static readonly string[] Dashes = ["", "6 3", "2 3", "8 3 2 3"];

    /// <summary>The picture.</summary>
    /// <param name="rows">What was measured.</param>
    /// <param name="floor">The distance of true samples from others, which no method can fall far below.</param>
    public static string Draw(IReadOnlyList<DistanceRow> rows, double floor)
    {
        var svg = new StringBuilder();
        var series = rows.GroupBy(row => row.Series).ToArray();
        var total = Math.Max(Top + Height + 50, Top + series.Length * LegendStep + 20);
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 {total:0}\" font-family=\"sans-serif\" font-size=\"11\">");
        Add(svg, $"<rect width=\"860\" height=\"{total:0}\" fill=\"#ffffff\"/>");
        Axes(svg);
        Add(svg, $"<line x1=\"{Left:0.#}\" x2=\"{Left + Width:0.#}\" y1=\"{Y(floor):0.#}\" y2=\"{Y(floor):0.#}\" stroke=\"#888888\" stroke-dasharray=\"1 4\"/>");
        Add(svg, $"<text x=\"{Left + Width - 4:0.#}\" y=\"{Y(floor) - 4:0.#}\" text-anchor=\"end\" fill=\"#555555\">true samples</text>");
        for (var i = 0; i < series.Length; i++) Series(svg, [.. series[i].OrderBy(row => row.ModelCalls)], i);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Axes(StringBuilder svg)
    {
        Add(svg, $"<rect x=\"{Left:0.#}\" y=\"{Top:0.#}\" width=\"{Width:0.#}\" height=\"{Height:0.#}\" fill=\"none\" stroke=\"#444444\"/>");
        foreach (var calls in new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000 })
        {
            Add(svg, $"<line x1=\"{X(calls):0.#}\" x2=\"{X(calls):0.#}\" y1=\"{Top:0.#}\" y2=\"{Top + Height:0.#}\" stroke=\"#eeeeee\"/>");
            Add(svg, $"<text x=\"{X(calls):0.#}\" y=\"{Top + Height + 16:0.#}\" text-anchor=\"middle\">{calls}</text>");
        }

        foreach (var distance in new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1 })
        {
            Add(svg, $"<line x1=\"{Left:0.#}\" x2=\"{Left + Width:0.#}\" y1=\"{Y(distance):0.#}\" y2=\"{Y(distance):0.#}\" stroke=\"#eeeeee\"/>");
            Add(svg, $"<text x=\"{Left - 6:0.#}\" y=\"{Y(distance) + 4:0.#}\" text-anchor=\"end\">{distance}</text>");
        }

        Add(svg, $"<text x=\"{Left + Width / 2:0.#}\" y=\"{Top + Height + 36:0.#}\" text-anchor=\"middle\">model calls</text>");
        Add(svg, $"<text transform=\"translate(18 {Top + Height / 2:0.#}) rotate(-90)\" text-anchor=\"middle\">sliced 2-Wasserstein distance</text>");
    }

    private static void Series(StringBuilder svg, DistanceRow[] rows, int index)
    {
        var (colour, dash) = (Colours[index % Colours.Length], Dashes[index / Colours.Length % Dashes.Length]);
        var line = $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}";
        var points = string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(row.ModelCalls):0.#},{Y(row.SlicedWasserstein):0.#}")));
        Add(svg, $"<polyline points=\"{points}\" {line}/>");
        foreach (var row in rows)
            Add(svg, $"<circle cx=\"{X(row.ModelCalls):0.#}\" cy=\"{Y(row.SlicedWasserstein):0.#}\" r=\"3\" fill=\"{colour}\"><title>{row.Name}</title></circle>");

        var y = Top + 8 + index * LegendStep;
        Add(svg, $"<line x1=\"{LegendLeft:0.#}\" x2=\"{LegendLeft + 26:0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" {line}/>");
        Add(svg, $"<circle cx=\"{LegendLeft + 13:0.#}\" cy=\"{y:0.#}\" r=\"3\" fill=\"{colour}\"/>");
        Add(svg, $"<text x=\"{LegendLeft + 32:0.#}\" y=\"{y + 4:0.#}\">{rows[0].Series}</text>");
    }

    private static double X(double calls) => Left + Width * Math.Log(calls / MinCalls) / Math.Log(MaxCalls / MinCalls);

    private static double Y(double distance) =>
        Top + Height * (1 - Math.Log(Math.Clamp(distance, MinDistance, MaxDistance) / MinDistance) / Math.Log(MaxDistance / MinDistance));

    private static void Add(StringBuilder svg, FormattableString line) => svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
