using System.Text.Json;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>What tokenizer_config.json and special_tokens_map.json say beside a vocabulary; either may be missing.</summary>
internal sealed class TokenizerConfig
{
    private static readonly string[] FileNames = ["tokenizer_config.json", "special_tokens_map.json"];

    private readonly JsonElement[] _files;

    /// <param name="folder">The tokenizer's folder.</param>
    /// <exception cref="Diagnostics.ScumbleException">A file is damaged.</exception>
    public TokenizerConfig(string folder) => _files = [.. FileNames
        .Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(JsonFile.ReadObject)];

    /// <summary>Tokens of a window, or <paramref name="otherwise"/> where none is stated or it is absurd ("no limit" is written as 1e30).</summary>
    public int Length(int otherwise) => Member("model_max_length") is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt32(out var length) && length is > 2 and <= 4096 ? length : otherwise;

    /// <summary>A special token's text: a string, or an object with its "content".</summary>
    /// <param name="role">"bos_token", "eos_token", "unk_token" or "pad_token".</param>
    /// <param name="otherwise">The text where none is stated.</param>
    public string Token(string role, string otherwise) => Member(role) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object } token when token.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String => content.GetString()!,
        _ => otherwise,
    };

    private JsonElement? Member(string name)
    {
        foreach (var file in _files)
            if (file.TryGetProperty(name, out var value)) return value;
        return null;
    }
}
