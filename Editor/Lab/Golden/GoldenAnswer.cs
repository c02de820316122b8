using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Lab;

/// <summary>Which golden cases were reproduced.</summary>
/// <param name="Results">Each case's name and outcome.</param>
internal sealed record GoldenAnswer(IReadOnlyList<(string Name, GoldenOutcome Outcome)> Results) : IAnswer
{
    /// <inheritdoc/>
    public int ExitCode => Passed == Results.Count && Results.Count > 0 ? Shell.ExitCode.Done : Shell.ExitCode.Failed;

    /// <inheritdoc/>
    public bool IsError => false;

    private int Passed => Results.Count(result => result.Outcome.Passed);

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        foreach (var (name, outcome) in Results)
        {
            if (outcome.Passed) console.MarkupLineInterpolated($"[green]passed[/] {name}: {Numbers(outcome)}");
            else console.MarkupLineInterpolated($"[red]FAILED[/] {name}: {(outcome.Where.Length > 0 ? Numbers(outcome) + ": " : "")}{outcome.Message}");
        }
        console.MarkupLineInterpolated($"{Passed} passed, {Results.Count - Passed} failed");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["passed"] = Passed,
        ["failed"] = Results.Count - Passed,
        ["cases"] = new JsonArray([.. Results.Select(result => new JsonObject
        {
            ["name"] = result.Name,
            ["passed"] = result.Outcome.Passed,
            ["worst"] = Finite(result.Outcome.Worst),
            ["bound"] = Finite(result.Outcome.Bound),
            ["where"] = result.Outcome.Where,
            ["message"] = result.Outcome.Message,
        })]),
    };

    private static string Numbers(GoldenOutcome outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Worst:0.0e+0} of {outcome.Bound:0.0e+0} at {outcome.Where}");

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
