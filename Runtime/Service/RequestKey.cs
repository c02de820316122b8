using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scumble.Nodes;

namespace Scumble.Service;

/// <summary>What a request is known by before any model is open: SHA-256 over what was asked and the model's name. Requests of one key are one texture of one model.</summary>
internal static class RequestKey
{
    /// <summary>64 hexadecimal digits, the same on every machine.</summary>
    public static string Of(ServiceRequest order)
    {
        var asked = order.Graph is not { } graph ? new JsonObject { ["model"] = order.Model, ["request"] = order.Texture!.ToJson() }
            : new JsonObject { ["model"] = order.Model, ["graph"] = Content(graph), ["output"] = order.Output };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToJsonString())));
    }

    // Its name and where its nodes lie are not what it makes, nor are the order of members and how a number is written.
    private static JsonNode Content(TextureGraph graph) =>
        Ordered(JsonNode.Parse((graph with { Name = "", Nodes = [.. graph.Nodes.Select(node => node with { X = 0, Y = 0 })] }).ToJson()))!;

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value.GetValue<JsonElement>()),
        _ => node?.DeepClone(),
    };

    // Seeds have more digits than a double.
    private static JsonValue Number(JsonElement number) => JsonValue.Create(number.TryGetUInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : number.GetDouble().ToString("R", CultureInfo.InvariantCulture));
}
