using System.Text.Json.Serialization;

namespace Scumble.Service;

/// <summary>One line of a cache's index: which texture answers a request. Each is a file of its own.</summary>
/// <param name="Identity">The texture.</param>
/// <param name="Model">The content hash of what made it (<see cref="IPlannedTexture.Source"/>).</param>
/// <param name="Version">The product's version that made it.</param>
internal sealed record CacheAnswer(string Identity, string Model, string Version)
{
    /// <summary>Source-generated, for programs that are compiled ahead of time.</summary>
    public static CacheAnswerJson Json => CacheAnswerJson.Default;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CacheAnswer))]
internal sealed partial class CacheAnswerJson : JsonSerializerContext;
