using System.Text.Json.Nodes;
using Scumble.Nodes;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a graph gave, which nodes failed, where the files lie and what it took.</summary>
/// <param name="Result">What became of the graph.</param>
/// <param name="Files">What was written.</param>
/// <param name="Elapsed">Wall time with opening the model and writing the files.</param>
internal sealed record GraphAnswer(GraphResult Result, IReadOnlyList<string> Files, TimeSpan Elapsed) : IAnswer
{
    /// <inheritdoc/>
    public int ExitCode => Files.Count == 0 || Result.Failures.Any() ? Shell.ExitCode.Failed : Shell.ExitCode.Done;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (Result.Outputs.Count > 0) TerminalPicture.Show(console, Result.Outputs[0].Picture);
        foreach (var warning in Result.Nodes.Values.SelectMany(node => node.Warnings).Distinct()) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        foreach (var failed in Result.Failures)
        {
            console.MarkupLineInterpolated($"[red]{failed.Node}: {failed.Message}[/]");
            console.MarkupLineInterpolated($"  {failed.Hint}");
        }
        foreach (var file in Files) console.MarkupLineInterpolated($"[green]{file}[/]");
        if (Result.Outputs.Count == 0) console.MarkupLineInterpolated($"[red]The graph gave nothing: {(Result.Nodes.Count == 0 ? "it has no nodes" : "no output node had anything to give")}.[/]");
        console.MarkupLineInterpolated($"{Result.Graph.Width}x{Result.Graph.Height}, {Result.Nodes.Count} nodes, in all {Times.ToText(Elapsed)}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["files"] = new JsonArray([.. Files.Select(file => JsonValue.Create(Path.GetFullPath(file)))]),
        ["nodes"] = new JsonObject(Result.Nodes.Select(node => KeyValuePair.Create(node.Key, (JsonNode?)new JsonObject
        {
            ["status"] = node.Value.Status.ToString().ToLowerInvariant(),
            ["message"] = node.Value.Message,
            ["hint"] = node.Value.Hint,
            ["seconds"] = Times.Seconds(node.Value.Elapsed),
            ["warnings"] = new JsonArray([.. node.Value.Warnings.Select(warning => JsonValue.Create(warning))]),
        }))),
        ["generated"] = Result.IsGenerated,
        ["seconds"] = Times.Seconds(Elapsed),
    };
}
