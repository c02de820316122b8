using System.Text.Json.Nodes;
using Scumble.Imaging;
using Scumble.Shell;
using Scumble.Stages;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>A picture that was composed of materials.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Picture">It.</param>
/// <param name="Materials">What it is composed of, each with the objects that were named to be made of it.</param>
/// <param name="Seed">What all were made with.</param>
/// <param name="Notes">What the user should know.</param>
/// <param name="Elapsed">Wall time.</param>
internal sealed record ConceptAnswer(string Path, Image Picture, IReadOnlyList<ScenePart> Materials, ulong Seed, IReadOnlyList<string> Notes, TimeSpan Elapsed) : IAnswer
{
    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        TerminalPicture.Show(console, Picture);
        foreach (var note in Notes) console.MarkupLineInterpolated($"[yellow]{note}[/]");
        foreach (var (request, ids, share) in Materials)
            console.MarkupLineInterpolated($"{share,6:0.0%}  {request.Prompt}  ({(ids.Count == 0 ? "all other objects" : string.Join(", ", ids.Select(id => $"#{id:X6}")))})");
        console.MarkupLineInterpolated($"[green]{Path}[/]  {Picture.Width}x{Picture.Height}, composed of {Materials.Count} materials, seed {Seed}, in all {Times.ToText(Elapsed)}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["path"] = System.IO.Path.GetFullPath(Path),
        ["width"] = Picture.Width,
        ["height"] = Picture.Height,
        ["seed"] = Seed,
        ["materials"] = new JsonArray([.. Materials.Select(material => new JsonObject
        {
            ["prompt"] = material.Request.Prompt,
            ["ids"] = new JsonArray([.. material.Ids.Select(id => JsonValue.Create(id))]),
            ["share"] = material.Share,
        })]),
        ["notes"] = new JsonArray([.. Notes.Select(note => JsonValue.Create(note))]),
        ["seconds"] = Times.Seconds(Elapsed),
    };
}
