using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scumble.Service;

/// <summary>What a request is known by before any model is open: SHA-256 over what was asked and the model's name. Requests of one key are one texture of one model.</summary>
internal static class RequestKey
{
    /// <summary>64 hexadecimal digits, the same on every machine.</summary>
    public static string Of(ServiceRequest order) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        new JsonObject { ["model"] = order.Model, ["request"] = order.Texture.ToJson() }.ToJsonString())));
}
