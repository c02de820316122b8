using System.Globalization;
using System.Text.Json.Nodes;
using Scumble.Families;
using Scumble.Graphs;
using Scumble.Models;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What a model folder holds, which family runs it, what it can do and what is wrong with it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Report">What was found.</param>
internal sealed record ModelAnswer(ModelFolder Folder, ModelReport Report) : IAnswer
{
    private const double MegabyteInBytes = 1e6;

    /// <inheritdoc/>
    public int ExitCode => Report.Problems.Count == 0 ? Shell.ExitCode.Done : Shell.ExitCode.Failed;

    /// <inheritdoc/>
    public bool IsError => false;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        console.MarkupLineInterpolated($"model   {Folder.Path}");
        console.MarkupLineInterpolated($"class   {(Folder.ClassName.Length > 0 ? Folder.ClassName : "none named")}");
        console.MarkupLineInterpolated($"family  {(Report.Family is { } family ? $"{family.Id} ({family.Name})" : "not known")}");
        console.MarkupLineInterpolated($"hash    {Report.ContentHash ?? "not known"}");
        if (Report.Defaults is { } defaults)
        {
            console.MarkupLineInterpolated($"default {defaults.Width}x{defaults.Height}, {defaults.Sampler}, {defaults.Schedule}, {defaults.Steps} steps, guidance {defaults.GuidanceScale}{(defaults.ImageGuidanceScale is { } image ? $", image guidance {image}" : "")}");
            console.MarkupLineInterpolated($"sizes   {SizesOf(defaults)}");
        }
        if (Report.Scheduler is { } scheduler)
        {
            if (scheduler.AssumedClass is { } assumed)
                console.MarkupLineInterpolated($"[yellow]the scheduler class {scheduler.ClassName} is not known, and is read as {assumed}: a run must name its sampler (--sampler)[/]");
            console.MarkupLineInterpolated($"network {scheduler.Process.GetType().Name}, predicts {scheduler.Prediction} ({scheduler.ClassName})");
            if (scheduler.UnknownKeys.Count > 0)
                console.MarkupLineInterpolated($"[yellow]ignored {string.Join(", ", scheduler.UnknownKeys)} of scheduler_config.json, not known here[/]");
        }
        if (Report.Abilities.Count > 0) console.MarkupLineInterpolated($"can     {string.Join("; ", Report.Abilities)}");
        ShowComponents(console);
        if (Folder.Missing.Count > 0) console.MarkupLineInterpolated($"[yellow]named but not there: {string.Join(", ", Folder.Missing)}[/]");
        foreach (var problem in Report.Problems) console.MarkupLineInterpolated($"[red]{problem.Message}[/] {problem.Hint}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "model",
        ["path"] = Folder.Path,
        ["class"] = Folder.ClassName,
        ["family"] = Report.Family?.Id,
        ["hash"] = Report.ContentHash,
        ["defaults"] = Report.Defaults is not { } defaults ? null : new JsonObject
        {
            ["size"] = defaults.Size,
            ["width"] = defaults.Width,
            ["height"] = defaults.Height,
            ["sampler"] = defaults.Sampler,
            ["schedule"] = defaults.Schedule,
            ["steps"] = defaults.Steps,
            ["guidanceScale"] = defaults.GuidanceScale,
            ["imageGuidanceScale"] = defaults.ImageGuidanceScale,
        },
        ["scheduler"] = Report.Scheduler is not { } scheduler ? null : new JsonObject
        {
            ["class"] = scheduler.ClassName,
            ["assumedClass"] = scheduler.AssumedClass,
            ["process"] = scheduler.Process.GetType().Name,
            ["prediction"] = scheduler.Prediction.ToString(),
            ["unknownKeys"] = Texts(scheduler.UnknownKeys),
        },
        ["sizes"] = Report.Defaults is not { } sizes ? null : new JsonObject
        {
            ["multiple"] = sizes.SizeMultiple,
            ["min"] = sizes.MinSize,
            ["max"] = sizes.MaxSize,
            ["onlyWidth"] = sizes.FixedWidth,
            ["onlyHeight"] = sizes.FixedHeight,
        },
        ["abilities"] = Texts(Report.Abilities),
        ["missing"] = Texts(Folder.Missing),
        ["problems"] = new JsonArray([.. Report.Problems.Select(problem => new JsonObject { ["message"] = problem.Message, ["hint"] = problem.Hint })]),
        ["components"] = new JsonArray([.. Folder.Components.Values.Select(component => new JsonObject
        {
            ["name"] = component.Name,
            ["class"] = component.ClassName,
            ["library"] = component.Library,
            ["sizeInBytes"] = component.SizeInBytes,
            ["takes"] = Ports(component, header => header.Inputs),
            ["gives"] = Ports(component, header => header.Outputs),
        })]),
    };

    private static string SizesOf(ModelDefaults defaults)
    {
        var range = $"multiples of {defaults.SizeMultiple} from {defaults.MinSize} to {defaults.MaxSize}";
        return (defaults.FixedWidth, defaults.FixedHeight) switch
        {
            (null, null) => range,
            ({ } width, { } height) => $"{width}x{height} alone, for which the graphs were exported",
            ({ } width, null) => $"width {width} alone, height: {range}",
            (null, { } height) => $"height {height} alone, width: {range}",
        };
    }

    private void ShowComponents(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("component", "class", "takes", "size");
        foreach (var component in Folder.Components.Values)
            table.AddRow([.. new[] { component.Name, component.ClassName, Takes(component), Megabytes(component) }.Select(Markup.Escape)]);
        console.Write(table);
    }

    // Residuals of a ControlNet are many, and all alike.
    private static string Takes(ModelComponent component)
    {
        if (Header(component) is not { } header) return "";
        var names = header.Inputs.Select(port => port.Name).ToArray();
        var residuals = names.Count(name => name.EndsWith("_additional_residual", StringComparison.Ordinal));
        return string.Join(", ", names.Where(name => !name.EndsWith("_additional_residual", StringComparison.Ordinal)).Concat(residuals > 0 ? [$"{residuals} residuals"] : []));
    }

    private static JsonArray Ports(ModelComponent component, Func<OnnxHeader, IEnumerable<Tensors.TensorPort>> ports) =>
        Texts(Header(component) is { } header ? ports(header).Select(port => port.ToString()) : []);

    private static OnnxHeader? Header(ModelComponent component)
    {
        try
        {
            return component.HasGraph ? component.Header : null;
        }
        catch (Diagnostics.ScumbleException)
        {
            return null; // Told among the problems.
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Megabytes(ModelComponent component) =>
        (component.SizeInBytes / MegabyteInBytes).ToString("0.0 MB", CultureInfo.InvariantCulture);
}
