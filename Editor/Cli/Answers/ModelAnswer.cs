using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Families;
using Scumble.Models;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a model folder holds and which family runs it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Family">The family that runs it.</param>
/// <param name="Defaults">What it uses where a request says nothing.</param>
/// <param name="Scheduler">What its scheduler's file says.</param>
internal sealed record ModelAnswer(ModelFolder Folder, ModelFamily Family, ModelDefaults Defaults, SchedulerConfig Scheduler) : IAnswer
{
    private const double MegabyteInBytes = 1e6;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        console.MarkupLineInterpolated($"model   {Folder.Path}");
        console.MarkupLineInterpolated($"class   {Folder.ClassName}");
        console.MarkupLineInterpolated($"family  {Family.Id} ({Family.Name})");
        console.MarkupLineInterpolated($"hash    {Folder.ContentHash}");
        console.MarkupLineInterpolated($"default {Defaults.Size}x{Defaults.Size}, {Defaults.Sampler}, {Defaults.Schedule}, {Defaults.Steps} steps, guidance {Defaults.GuidanceScale}");
        console.MarkupLineInterpolated($"network {Scheduler.Process.GetType().Name}, predicts {Scheduler.Prediction} ({Scheduler.ClassName})");
        if (Scheduler.UnknownKeys.Count > 0)
            console.MarkupLineInterpolated($"[yellow]ignored {string.Join(", ", Scheduler.UnknownKeys)} of scheduler_config.json, not known here[/]");
        console.MarkupLineInterpolated($"sizes   multiples of {Defaults.SizeMultiple} from {Defaults.MinSize} to {Defaults.MaxSize}");
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
        ["family"] = Family.Id,
        ["hash"] = Folder.ContentHash,
        ["defaults"] = new JsonObject
        {
            ["size"] = Defaults.Size,
            ["sampler"] = Defaults.Sampler,
            ["schedule"] = Defaults.Schedule,
            ["steps"] = Defaults.Steps,
            ["guidanceScale"] = Defaults.GuidanceScale,
        },
        ["scheduler"] = new JsonObject
        {
            ["class"] = Scheduler.ClassName,
            ["process"] = Scheduler.Process.GetType().Name,
            ["prediction"] = Scheduler.Prediction.ToString(),
            ["unknownKeys"] = new JsonArray([.. Scheduler.UnknownKeys.Select(key => JsonValue.Create(key))]),
        },
        ["sizes"] = new JsonObject
        {
            ["multiple"] = Defaults.SizeMultiple,
            ["min"] = Defaults.MinSize,
            ["max"] = Defaults.MaxSize,
        },
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
