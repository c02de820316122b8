using System.CommandLine;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Service;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>scumble warm: fills the cache that a game ships, so that it needs no model.</summary>
internal sealed class WarmCommand : ScumbleCommand
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(100), Pause = TimeSpan.FromMilliseconds(5);

    private readonly Argument<string> _recipes = new("RECIPES.json")
    {
        Description = "A JSON list of texture requests as the game asks for them, each with its seed; of recipes, whose requests are taken; or of graphs beside the list: {\"graph\": \"FILE.json\", \"set\": {\"NAME\": VALUE}, \"width\", \"height\", \"output\"}.",
    };

    private readonly Option<string> _cache = new("--cache") { Description = "The folder to fill; what it has already stays.", HelpName = "DIR", Required = true };

    private readonly Option<string?> _models = new("--models") { Description = "A folder whose folders are models that graphs may name.", HelpName = "DIR" };

    private readonly ModelOptions _model = new();

    /// <summary>Declares the arguments.</summary>
    public WarmCommand() : base("warm", "Make all textures of a list into a cache folder that a game ships.")
    {
        Add(_recipes);
        Add(_cache);
        Add(_models);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_recipes);
        var requests = WarmList.Read(path);
        var (source, memory) = (_model.Source(arguments), _model.Memory(arguments));
        (_, _) = (source.OpenFolder(), source.OpenRefiner());
        using var backend = _model.Backend(arguments);
        var (store, notices, defaults) = (new HostTextureStore(), new List<string>(), new ServiceOptions());
        var service = TextureService.Open(backend, store, new ServiceOptions
        {
            Model = source,
            Models = Models(arguments.GetValue(_models)),
            // Half of a service's memory is its models'.
            MemoryBudgetInBytes = memory is { } bytes ? 2 * Math.Min(bytes, long.MaxValue / 2) : defaults.MemoryBudgetInBytes,
            GraphFolder = WarmList.FolderOf(path),
            Cache = arguments.GetRequiredValue(_cache),
            CacheSizeInBytes = long.MaxValue,
            QueueCapacity = requests.Count + 1,
            Previews = false,
            GeneratesInPump = false,
            OnNotice = notices.Add,
        });
        var failed = new List<string>();
        using (service)
        {
            for (var i = 0; i < requests.Count; i++)
            {
                using var handle = service.Request(requests[i], cancellation: cancellationToken);
                while (handle.State is HandleState.Waiting or HandleState.Running)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    service.Pump(Budget);
                    await Task.Delay(Pause, cancellationToken);
                }
                if (handle.Error is { } error) failed.Add($"{i + 1} (\"{requests[i].Texture?.Prompt ?? requests[i].Graph!.Name}\"): {error.Message} {error.Hint}");
                else if (!arguments.GetValue(CommandLine.Json)) CommandLine.Error.MarkupLineInterpolated($"{i + 1} of {requests.Count}");
            }
        }

        // Closed, it has written what it could.
        var statistics = service.Statistics;
        if (failed.Count + statistics.NotKept > 0)
            throw new ScumbleException($"{failed.Count + statistics.NotKept} of {requests.Count} textures are not in the cache: {string.Join(" ", failed.Concat(notices))}", "The others are; mend these and run the command again.");
        return new ListAnswer("textures", [new JsonObject { ["textures"] = requests.Count, ["made"] = statistics.Generated, ["were there"] = requests.Count - statistics.Generated }]);
    }

    private static Dictionary<string, ModelSource> Models(string? folder)
    {
        if (folder is null) return [];
        if (!Directory.Exists(folder)) throw new ScumbleException($"There is no folder '{folder}'.", "Name a folder of models with --models DIR, or leave it out.");
        return Directory.GetDirectories(folder).ToDictionary(path => Path.GetFileName(path), path => new ModelSource(path));
    }
}

internal static partial class Commands
{
    /// <summary>scumble warm.</summary>
    public static ScumbleCommand Warm { get; } = Add(new WarmCommand());
}
