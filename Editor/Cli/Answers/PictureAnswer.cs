using System.Text.Json.Nodes;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a generated picture tells about itself.</summary>
/// <param name="Path">The file.</param>
/// <param name="Image">Its pixels.</param>
/// <param name="Recipe">What made it.</param>
/// <param name="Texts">All texts that it carries.</param>
internal sealed record PictureAnswer(string Path, Image Image, Recipe Recipe, IReadOnlyList<PngText> Texts) : IAnswer
{
    private const string GeneratedMedia = "trainedAlgorithmicMedia";

    private bool IsMarked => Texts.Any(text => text.Value.Contains(GeneratedMedia, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        TerminalPicture.Show(console, Image);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in Facts()) grid.AddRow(Markup.Escape(ControlCharacters.Escape(name)), Markup.Escape(ControlCharacters.Escape(value)));
        console.Write(grid);
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "picture",
        ["path"] = Path,
        ["width"] = Image.Width,
        ["height"] = Image.Height,
        ["map"] = Recipe.Map,
        ["request"] = JsonNode.Parse(Recipe.Request),
        ["identity"] = Recipe.Identity,
        ["modelHash"] = Recipe.ModelHash,
        ["version"] = Recipe.Version,
        ["markedAsGenerated"] = IsMarked,
    };

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("picture", Path);
        yield return ("size", $"{Image.Width}x{Image.Height}");
        yield return ("map", Recipe.Map);
        foreach (var fact in Members("", JsonNode.Parse(Recipe.Request)!.AsObject())) yield return fact;
        if (Recipe.Identity is not null) yield return ("identity", Recipe.Identity);
        yield return ("model", Recipe.ModelHash);
        yield return ("version", Recipe.Version);
        yield return ("mark", IsMarked ? $"IPTC digital source type {GeneratedMedia}" : "not marked as generated");
    }

    // A member of a group by both names: guidance.scale.
    private static IEnumerable<(string Name, string Value)> Members(string group, JsonObject members) => members.SelectMany(member =>
        member.Value is JsonObject inner ? Members($"{group}{member.Key}.", inner) : [($"{group}{member.Key}", member.Value is JsonArray list ? list.ToJsonString() : member.Value?.ToString() ?? "")]);
}
