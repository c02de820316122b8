using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Scumble.Stages;

/// <summary>
/// One hash for one texture: SHA-256 over the JSON of the product's version, the model's content hash, the rewrites of its graphs and the
/// request, the same on every machine. Equal identities are the same texture, but for the last bits in which devices
/// differ, and the seams of tiles where a memory budget makes the decoder work in them.
/// </summary>
public static class TextureIdentity
{
    /// <summary>The identity, 64 hexadecimal digits.</summary>
    /// <param name="request">A request with nothing left open, as <see cref="TextureReport.Request"/>. Names of pictures and ControlNets do not count, their content does.</param>
    /// <param name="modelHash">The content hash of the model, and of the refiner where there is one.</param>
    /// <param name="rewrites">What was changed in the model's graphs, in order.</param>
    /// <param name="version">The product's version.</param>
    /// <exception cref="ArgumentException">The request has no seed, or names a picture without its content.</exception>
    public static string Of(TextureRequest request, string modelHash, IReadOnlyList<string> rewrites, string version)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(modelHash);
        ArgumentNullException.ThrowIfNull(rewrites);
        ArgumentException.ThrowIfNullOrEmpty(version);
        if (request.Seed is null) throw new ArgumentException("The request has no seed: it is any of many textures.", nameof(request));
        if (request.Pictures.FirstOrDefault(picture => picture.ContentHash is null) is { } unknown)
            throw new ArgumentException($"The content of the picture '{unknown}' is not known.", nameof(request));
        var whole = new JsonObject
        {
            ["version"] = version,
            ["model"] = modelHash,
            ["rewrites"] = new JsonArray([.. rewrites.Select(rewrite => JsonValue.Create(rewrite))]),
            ["request"] = ByContent(request.ToNode()),
        };
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(whole.ToJsonString())));
    }

    // The name that stands beside a hash is where it lay, not what it is.
    private static JsonNode ByContent(JsonNode node)
    {
        if (node is JsonObject named && named.ContainsKey(InputName.HashMember)) named.Remove(InputName.NameMember);
        IEnumerable<JsonNode?> inner = node is JsonObject members ? members.Select(member => member.Value) : node is JsonArray items ? items : [];
        foreach (var next in inner.OfType<JsonNode>()) ByContent(next);
        return node;
    }
}
