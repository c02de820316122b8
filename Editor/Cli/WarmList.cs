using System.Text.Json;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Nodes;
using Scumble.Service;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>A JSON list of what a game asks for: requests, recipes, whose requests are taken, and graphs in files beside the list with the values that are set in them.</summary>
internal static class WarmList
{
    private static readonly string[] GraphMembers = ["graph", "set", "width", "height", "output"];

    /// <summary>Reads a list.</summary>
    /// <exception cref="ScumbleException">It cannot be read, or an item means nothing.</exception>
    public static IReadOnlyList<ServiceRequest> Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(RegularFile.ReadText(path));
            if (root is not JsonArray list) throw new InvalidRequestException("recipes", $"'{path}' must be a JSON list of requests.", "Write [{\"prompt\": \"moss\", \"seed\": 1}].");
            var folder = FolderOf(path);
            return [.. list.Select((item, i) => item is JsonObject asked && asked.ContainsKey("graph") ? Graph(asked, $"Item {i + 1} of '{path}'", folder) : Texture(item, i, path, folder))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ScumbleException($"The list '{path}' cannot be read: {e.Message}", "Name a JSON file: [{\"prompt\": \"moss\", \"seed\": 1}].", e);
        }
    }

    /// <summary>The folder of a list, which its pictures and graphs lie in.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static ServiceRequest Texture(JsonNode? item, int index, string path, string folder)
    {
        var node = item is JsonObject recipe && recipe.ContainsKey("request") ? recipe["request"] : item;
        var request = TextureRequest.FromJson(node?.ToJsonString() ?? "null").FindInputs(folder);
        return request.Seed is not null ? request : throw new InvalidRequestException("seed",
            $"Request {index + 1} of '{path}' (\"{request.Prompt}\") has no seed: nobody would find its texture again.", "Give it the seed that the game asks for.");
    }

    private static ServiceRequest Graph(JsonObject item, string where, string folder)
    {
        if (item.Select(member => member.Key).FirstOrDefault(name => !GraphMembers.Contains(name)) is { } unknown)
            throw Wrong(where, $"has a member '{unknown}' that means nothing", NearestName.Find(unknown, GraphMembers) is { } nearest ? $"Did you mean '{nearest}'?" : $"A graph has {string.Join(", ", GraphMembers)}.");
        try
        {
            var graph = TextureGraph.Load(GraphFolder.Find(folder, item["graph"]?.GetValue<string>() ?? ""));
            foreach (var (name, value) in item["set"]?.AsObject() ?? []) graph = graph.With(name, Json(value));
            graph = graph with { Width = Edge(item["width"], graph.Width, where), Height = Edge(item["height"], graph.Height, where) };
            return new ServiceRequest(graph) { Output = item["output"]?.GetValue<string>() };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw Wrong(where, $"is not written as a graph's must be: {e.Message}", "Write {\"graph\": \"FILE.json\", \"set\": {\"NAME\": VALUE}, \"width\": 256, \"height\": 256, \"output\": \"NAME\"}.", e);
        }
        catch (ArgumentException e)
        {
            throw Wrong(where, $"cannot be set: {e.Message}", "Set what the graph exposes, or NODE.PARAMETER.", e);
        }
    }

    private static JsonElement Json(JsonNode? value)
    {
        using var document = JsonDocument.Parse(value?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    private static int Edge(JsonNode? value, int otherwise, string where) => value is null ? otherwise
        : value.GetValue<int>() is >= TextureGraph.MinEdge and <= TextureGraph.MaxEdge and var edge ? edge
        : throw Wrong(where, $"has an edge of {value} pixels", $"Write one from {TextureGraph.MinEdge} to {TextureGraph.MaxEdge}.");

    private static InvalidRequestException Wrong(string where, string what, string hint, Exception? inner = null) => new("recipes", $"{where} {what}.", hint, inner);
}
