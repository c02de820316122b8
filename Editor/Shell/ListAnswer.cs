using System.Text.Json.Nodes;
using Spectre.Console;

namespace Scumble.Shell;

/// <summary>Rows of one shape: a table for people, an array for programs.</summary>
/// <param name="What">What the rows are, plural.</param>
/// <param name="Rows">The rows; all have the members of the first.</param>
internal sealed record ListAnswer(string What, IReadOnlyList<JsonObject> Rows) : IAnswer
{
    /// <summary>Whether people see a table for a Markdown page.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>The lines of a table for a Markdown page.</summary>
    public IEnumerable<string> Markdown =>
    [
        Line(Rows[0].Select(member => Words(member.Key))),
        Line(Rows[0].Select(_ => "---")),
        .. Rows.Select(row => Line(row.Select(member => Text(member.Value)))),
    ];

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (IsMarkdown && Rows.Count > 0)
        {
            // Not through the console, which would break the lines.
            foreach (var line in Markdown) console.Profile.Out.Writer.WriteLine(line);
            return;
        }
        if (Rows.Count == 0)
        {
            console.MarkupLineInterpolated($"No {What}.");
            return;
        }
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var member in Rows[0]) table.AddColumn(Markup.Escape(member.Key));
        foreach (var row in Rows) table.AddRow(row.Select(member => Markup.Escape(Text(member.Value))).ToArray());
        console.Write(table);
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new() { [What] = new JsonArray([.. Rows]) };

    // modelCallsPerStep: model calls per step.
    private static string Words(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        System.Text.Json.JsonValueKind.True => "yes",
        System.Text.Json.JsonValueKind.False => "",
        _ => value.ToString(),
    };
}
