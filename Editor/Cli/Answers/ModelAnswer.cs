using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Models;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a model folder holds and which family runs it.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record ModelAnswer(ModelFolder Folder) : IAnswer
{
    private const double MegabyteInBytes = 1e6;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        console.MarkupLineInterpolated($"model   {Folder.Path}");
        console.MarkupLineInterpolated($"class   {Folder.ClassName}");
        console.MarkupLineInterpolated($"hash    {Folder.ContentHash}");
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("component", "class", "library", "size");
        foreach (var component in Folder.Components.Values)
        {
            table.AddRow([.. new[] { component.Name, component.ClassName, component.Library, Megabytes(component) }.Select(Markup.Escape)]);
        }
        console.Write(table);
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "model",
        ["path"] = Folder.Path,
        ["class"] = Folder.ClassName,
        ["hash"] = Folder.ContentHash,
        ["components"] = new JsonArray([.. Folder.Components.Values.Select(component => new JsonObject
        {
            ["name"] = component.Name,
            ["class"] = component.ClassName,
            ["library"] = component.Library,
            ["sizeInBytes"] = SizeInBytes(component),
        })]),
    };

    private static string Megabytes(ModelComponent component) =>
        (SizeInBytes(component) / MegabyteInBytes).ToString("0.0 MB", CultureInfo.InvariantCulture);

    private static long SizeInBytes(ModelComponent component) =>
        Directory.EnumerateFiles(component.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
