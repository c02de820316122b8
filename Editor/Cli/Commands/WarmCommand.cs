using System.CommandLine;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
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

    private readonly Option<string?> _model = new("--model") { Description = "A model folder; by default the embedded model.", HelpName = "DIR" };

    private readonly Option<string> _device = new("--device") { Description = "auto takes the first that works.", HelpName = "auto|cpu|cuda|webgpu", DefaultValueFactory = _ => "auto" };

    /// <summary>Declares the arguments.</summary>
    public WarmCommand() : base("warm", "Make all textures of a list into a cache folder that a game ships.")
    {
        Add(_recipes);
        Add(_cache);
        Add(_model);
        Add(_device);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_recipes);
        var requests = WarmList.Read(path);
        using var backend = OnnxBackend.Create(arguments.GetRequiredValue(_device));
        var (store, notices) = (new HostTextureStore(), new List<string>());
        var service = TextureService.Open(backend, store, new ServiceOptions
        {
            Model = ModelFolder.Open(arguments.GetValue(_model) ?? InstalledModels.Default).Path,
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
}

internal static partial class Commands
{
    /// <summary>scumble warm.</summary>
    public static ScumbleCommand Warm { get; } = Add(new WarmCommand());
}
