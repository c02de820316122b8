using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>The tokens of a byte-level pair encoding with their ids, and the pairs that merge, first of training first; from vocab.json and merges.txt, or tokenizer.json.</summary>
/// <param name="Ids">By token.</param>
/// <param name="Merges">Two tokens each, with a space between.</param>
/// <param name="IdsPath">Where the tokens were read, for messages.</param>
/// <param name="MergesPath">Where the pairs were read, for messages.</param>
internal sealed record ClipVocabulary(IReadOnlyDictionary<string, int> Ids, IReadOnlyList<string> Merges, string IdsPath, string MergesPath)
{
    /// <summary>Reads whichever the folder holds; the pair of files first.</summary>
    /// <exception cref="Diagnostics.ScumbleException">Neither is there, or it is damaged or of another kind.</exception>
    public static ClipVocabulary Read(string folder)
    {
        var (ids, merges, json) = (Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"), Path.Combine(folder, "tokenizer.json"));
        return File.Exists(json) && !(File.Exists(ids) && File.Exists(merges)) ? ReadJson(json) : new(ReadIds(ids), ReadMerges(merges), ids, merges);
    }

    private static Dictionary<string, int> ReadIds(string path) => IdsOf(JsonFile.ReadObject(path), path);

    private static Dictionary<string, int> IdsOf(JsonElement vocabulary, string path)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in vocabulary.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
                throw DamagedFile.Because(path, $"the token '{token.Name}' has no id");
            ids[token.Name] = id;
        }
        return ids;
    }

    private static string[] ReadMerges(string path)
    {
        if (DamagedFile.PointerOf(path) is { } pointer) throw pointer;
        try
        {
            using var lines = new StreamReader(RegularFile.Open(path, RegularFile.MaxTextInBytes));
            return [.. lines.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(path, e);
        }
    }

    // Pairs are texts ("a b") or, as newer versions write them, lists of two.
    private static ClipVocabulary ReadJson(string path)
    {
        var root = JsonFile.ReadObject(path);
        try
        {
            var model = root.GetProperty("model");
            if (model.TryGetProperty("type", out var type) && type.GetString() != "BPE") throw DamagedFile.Because(path, $"expected a model of type BPE, found {type}");
            var ids = IdsOf(model.GetProperty("vocab"), path);
            if (root.TryGetProperty("added_tokens", out var added) && added.ValueKind == JsonValueKind.Array)
                foreach (var token in added.EnumerateArray()) ids.TryAdd(token.GetProperty("content").GetString()!, token.GetProperty("id").GetInt32());
            string[] merges = [.. model.GetProperty("merges").EnumerateArray()
                .Select(pair => pair.ValueKind == JsonValueKind.Array ? $"{pair[0].GetString()} {pair[1].GetString()}" : pair.GetString()!)];
            return new(ids, merges, path, path);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw DamagedFile.Because(path, $"it is no pair encoding ({e.Message.TrimEnd('.')})", e);
        }
    }
}
