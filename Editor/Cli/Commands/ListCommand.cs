using System.CommandLine;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>scumble list: what there is to choose from.</summary>
internal sealed class ListCommand : ScumbleCommand
{
    private static readonly Dictionary<string, Func<ListAnswer>> Catalogues = new()
    {
        ["samplers"] = Samplers,
        ["schedules"] = Schedules,
        ["families"] = Families,
        ["devices"] = Devices,
        ["models"] = Models,
        ["nodes"] = NodesOfGraphs,
    };

    private readonly Argument<string> _what = new("what") { Description = string.Join(", ", Catalogues.Keys) };

    private readonly Option<bool> _markdown = new("--markdown") { Description = "As a table for a Markdown page." };

    /// <summary>Declares the argument.</summary>
    public ListCommand() : base("list", "Tell what there is to choose from.")
    {
        _what.CompletionSources.Add([.. Catalogues.Keys]);
        Add(_what);
        Add(_markdown);
    }

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var what = arguments.GetRequiredValue(_what);
        if (!Catalogues.TryGetValue(what, out var list))
        {
            throw new InvalidRequestException("what", $"There is no list of '{what}'.", NearestName.Find(what, Catalogues.Keys) is { } nearest
                ? $"Did you mean '{nearest}'?" : $"Lists: {string.Join(", ", Catalogues.Keys)}.");
        }
        return Task.FromResult<IAnswer>(list() with { IsMarkdown = arguments.GetValue(_markdown) });
    }

    /// <summary>All samplers.</summary>
    public static ListAnswer Samplers() => new("samplers", [.. Sampling.Samplers.All.Select(sampler => new JsonObject
    {
        ["id"] = sampler.Id,
        ["name"] = sampler.Name,
        ["order"] = sampler.Order,
        ["modelCallsPerStep"] = sampler.ModelCallsPerStep,
        ["stochastic"] = sampler.IsStochastic,
        ["processes"] = !sampler.Supports(new RectifiedFlow()) ? "diffusion" : "diffusion, flow",
        ["goodSteps"] = sampler.GoodStepCounts,
        ["paper"] = sampler.Paper,
    })]);

    private static ListAnswer Families() => new("families", [.. ModelFamilies.All.Select(family => new JsonObject
    {
        ["id"] = family.Id,
        ["name"] = family.Name,
        ["graphs"] = string.Join(", ", family.Graphs),
    })]);

    private static ListAnswer Devices() => new("devices", [.. OnnxBackend.Devices.Select(device => new JsonObject
    {
        ["id"] = device,
        ["usable"] = OnnxBackend.Refusal(device) is null,
        ["reason"] = OnnxBackend.Refusal(device),
    })]);

    private static ListAnswer Models() => new("models", [.. InstalledModels.All.Select(path => ModelFolder.Open(path)).Select(folder => new JsonObject
    {
        ["name"] = folder.Name,
        ["class"] = folder.ClassName,
        ["path"] = folder.Path,
    })]);

    /// <summary>All kinds of nodes of texture graphs.</summary>
    public static ListAnswer NodesOfGraphs() => new("nodes", [.. NodeKinds.All.OrderBy(kind => kind.Category).ThenBy(kind => kind.Id, StringComparer.Ordinal).Select(kind => new JsonObject
    {
        ["category"] = kind.Category.ToString(),
        ["id"] = kind.Id,
        ["title"] = kind.Title,
        ["inputs"] = string.Join(", ", kind.Inputs.Select(port => port.IsRequired ? port.Name : $"[{port.Name}]")),
        ["outputs"] = string.Join(", ", kind.Outputs.Select(port => port.Name)),
        ["parameters"] = string.Join(", ", kind.Parameters.Select(parameter => parameter.Name)),
        ["does"] = kind.Help,
    })]);

    private static ListAnswer Schedules() => new("schedules", [.. Sampling.Schedules.All.Select(schedule => new JsonObject
    {
        ["id"] = schedule.Id,
        ["name"] = schedule.Name,
    })]);
}

internal static partial class Commands
{
    /// <summary>scumble list.</summary>
    public static ScumbleCommand List { get; } = Add(new ListCommand());
}
