using System.Text.Json.Nodes;
using Scumble.Imaging;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>A control picture that was made.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Extractor">What made it.</param>
/// <param name="Picture">It.</param>
/// <param name="Range">The distances that are white and black, of a depth picture.</param>
/// <param name="Notes">What the user should know.</param>
internal sealed record ExtractAnswer(string Path, Extractor Extractor, Image Picture, DepthRange? Range, IReadOnlyList<string> Notes) : IAnswer
{
    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        TerminalPicture.Show(console, Picture);
        foreach (var note in Notes) console.MarkupLineInterpolated($"[yellow]{note}[/]");
        console.MarkupLineInterpolated($"[green]{Path}[/]  {Extractor.Name}, {Picture.Width}x{Picture.Height}, for ControlNets of {string.Join(", ", Extractor.Aliases)}");
        // Of one distance there is no range to fix: a note says so.
        if (Range is { } range && range.FarMetres > range.NearMetres) console.MarkupLineInterpolated($"white is {range.NearMetres:0.###} m, black {range.FarMetres:0.###} m; to fix them for other frames: --set near={range.NearMetres:0.###} --set far={range.FarMetres:0.###}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["path"] = System.IO.Path.GetFullPath(Path),
        ["extractor"] = Extractor.Id,
        ["width"] = Picture.Width,
        ["height"] = Picture.Height,
        ["range"] = Range is { } range ? new JsonObject { ["nearMetres"] = range.NearMetres, ["farMetres"] = range.FarMetres } : null,
        ["notes"] = new JsonArray([.. Notes.Select(note => JsonValue.Create(note))]),
    };
}
