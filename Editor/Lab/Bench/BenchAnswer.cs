using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Lab;

/// <summary>How fast a model runs here.</summary>
/// <param name="Folder">The model.</param>
/// <param name="Backend">What it ran on.</param>
/// <param name="FirstLoad">Time to open the model for the first time in a process.</param>
/// <param name="Load">Median time to open it again.</param>
/// <param name="Repeats">Timed turns that each median is of.</param>
/// <param name="Rows">At least one.</param>
internal sealed record BenchAnswer(
    ModelFolder Folder, BackendChoice Backend, TimeSpan FirstLoad, TimeSpan Load, int Repeats, IReadOnlyList<BenchRow> Rows) : IAnswer
{
    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        console.MarkupLineInterpolated($"{Folder.Path}: load {Times.ToText(FirstLoad)}, again {Times.ToText(Load)}; medians of {Repeats}; device: {Devices.ToText(Backend)}");
        var stages = new Table { Border = TableBorder.Rounded }.AddColumns("size", "steps");
        foreach (var time in Rows[0].Stages) stages.AddColumn(Times.Name(time));
        stages.AddColumns("bare calls", "overhead");
        foreach (var row in Rows)
        {
            stages.AddRow([$"{row.Size}x{row.Size}", $"{row.Steps}", .. row.Stages.Select(time => Milliseconds(time.Elapsed)),
                Milliseconds(row.Bare), Percent(row.Overhead)]);
        }
        console.Write(stages);
        console.MarkupLineInterpolated($"overhead: encode, denoise and decode over the bare calls of ONNX Runtime that they make");
        var graphs = new Table { Border = TableBorder.Rounded }.AddColumns("size", "graph", "GFLOP a call", "ms a call", "GFLOP/s", "sgemm", "of sgemm");
        foreach (var row in Rows.Reverse().DistinctBy(row => row.Size).Reverse())
        {
            foreach (var graph in row.Graphs)
            {
                graphs.AddRow($"{row.Size}x{row.Size}", Markup.Escape(graph.Component), Number(graph.Operations / 1e9 / graph.Calls),
                    Number(graph.Elapsed.TotalMilliseconds / graph.Calls), Number(graph.Gigaflops), Number(row.SgemmGigaflops), Percent(graph.Gigaflops / row.SgemmGigaflops));
            }
        }
        console.Write(graphs);
        console.MarkupLineInterpolated($"sgemm: GFLOP/s of a product of 1024x1024 matrices, measured in between");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["model"] = new JsonObject { ["path"] = Folder.Path, ["hash"] = Folder.ContentHash },
        ["device"] = Devices.ToJson(Backend),
        ["repeats"] = Repeats,
        ["firstLoadSeconds"] = Times.Seconds(FirstLoad),
        ["loadSeconds"] = Times.Seconds(Load),
        ["rows"] = new JsonArray([.. Rows.Select(row => row.ToJson())]),
    };

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
