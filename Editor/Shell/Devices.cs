using System.Text.Json.Nodes;
using Scumble.Inference;

namespace Scumble.Shell;

/// <summary>A backend's choice and its reasons, in words and in JSON.</summary>
internal static class Devices
{
    /// <summary>"cpu (cuda: no driver)".</summary>
    public static string ToText(BackendChoice choice) => choice.Refused.Count == 0
        ? choice.Chosen
        : $"{choice.Chosen} ({string.Join("; ", choice.Refused.Select(refusal => $"{refusal.Id}: {refusal.Reason}"))})";

    /// <summary>{"chosen": "cpu", "refused": [{"id": "cuda", "reason": "..."}]}.</summary>
    public static JsonObject ToJson(BackendChoice choice) => new()
    {
        ["chosen"] = choice.Chosen,
        ["refused"] = new JsonArray([.. choice.Refused.Select(refusal =>
            new JsonObject { ["id"] = refusal.Id, ["reason"] = refusal.Reason })]),
    };
}
