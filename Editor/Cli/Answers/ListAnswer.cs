using System.Text.Json.Nodes;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>Rows of one shape: a table for people, an array for programs.</summary>
/// <param name="What">What the rows are, plural.</param>
/// <param name="Rows">The rows; all have the members of the first.</param>
internal sealed record ListAnswer(string What, IReadOnlyList<JsonObject> Rows) : IAnswer
{
    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
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

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        System.Text.Json.JsonValueKind.True => "yes",
        System.Text.Json.JsonValueKind.False => "",
        _ => value.ToString(),
    };
}
