using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Service;
using Scumble.Shell;
using Scumble.Stages;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>scumble warm: fills the cache that a game ships, so that it needs no model.</summary>
internal sealed class WarmCommand : ScumbleCommand
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(100), Pause = TimeSpan.FromMilliseconds(5);

    private readonly Argument<string> _recipes = new("RECIPES.json")
    {
        Description = "A JSON list of texture requests as the game asks for them, each with its seed; or of recipes, whose requests are taken.",
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
        var requests = Read(path);
        using var backend = OnnxBackend.Create(arguments.GetRequiredValue(_device));
        var (store, notices) = (new HostTextureStore(), new List<string>());
        var service = TextureService.Open(backend, store, new ServiceOptions
        {
            Model = ModelFolder.Open(arguments.GetValue(_model) ?? InstalledModels.Default).Path,
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
                if (handle.Error is { } error) failed.Add($"{i + 1} (\"{requests[i].Prompt}\"): {error.Message} {error.Hint}");
                else if (!arguments.GetValue(CommandLine.Json)) CommandLine.Error.MarkupLineInterpolated($"{i + 1} of {requests.Count}");
            }
        }

        // Closed, it has written what it could.
        var statistics = service.Statistics;
        if (failed.Count + statistics.NotKept > 0)
            throw new ScumbleException($"{failed.Count + statistics.NotKept} of {requests.Count} textures are not in the cache: {string.Join(" ", failed.Concat(notices))}", "The others are; mend these and run the command again.");
        return new ListAnswer("textures", [new JsonObject { ["textures"] = requests.Count, ["made"] = statistics.Generated, ["were there"] = requests.Count - statistics.Generated }]);
    }

    private static List<TextureRequest> Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path));
            if (root is not JsonArray list) throw new InvalidRequestException("recipes", $"'{path}' must be a JSON list of requests.", "Write [{\"prompt\": \"moss\", \"seed\": 1}].");
            return [.. list.Select((item, i) => Request(item, i, path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ScumbleException($"The list '{path}' cannot be read: {e.Message}", "Name a JSON file: [{\"prompt\": \"moss\", \"seed\": 1}].", e);
        }
    }

    private static TextureRequest Request(JsonNode? item, int index, string path)
    {
        var node = item is JsonObject recipe && recipe.ContainsKey("request") ? recipe["request"] : item;
        var request = TextureRequest.FromJson(node?.ToJsonString() ?? "null").FindInputs(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return request.Seed is not null ? request : throw new InvalidRequestException("seed",
            $"Request {index + 1} of '{path}' (\"{request.Prompt}\") has no seed: nobody would find its texture again.", "Give it the seed that the game asks for.");
    }
}

internal static partial class Commands
{
    /// <summary>scumble warm.</summary>
    public static ScumbleCommand Warm { get; } = Add(new WarmCommand());
}
