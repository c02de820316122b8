using System.Text.Json.Nodes;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Cli;

/// <summary>One generation and the files it became.</summary>
/// <param name="Files">The base colour's file first, then the maps'.</param>
/// <param name="Result">What the pipeline gave.</param>
internal sealed record GeneratedPicture(IReadOnlyList<string> Files, TextureResult Result)
{
    /// <summary>Everything for a program.</summary>
    public JsonObject ToJson() => new()
    {
        ["path"] = Path.GetFullPath(Files[0]),
        ["files"] = new JsonArray([.. Files.Select(file => JsonValue.Create(Path.GetFullPath(file)))]),
        ["identity"] = Result.Identity,
        ["seed"] = Result.Request.Seed,
        ["request"] = JsonNode.Parse(Result.Request.ToJson()),
        ["warnings"] = new JsonArray([.. Result.Warnings.Select(warning => JsonValue.Create(warning))]),
        ["seconds"] = Times.ToJson(Result.Times),
        ["peakMemoryInBytes"] = Times.ToMemoryJson(Result.Times),
    };
}
