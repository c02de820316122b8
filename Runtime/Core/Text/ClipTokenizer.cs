// A. Radford et al., "Learning transferable visual models from natural language supervision", 2021, with the byte-level pair encoding of
// GPT-2: lower case, words, bytes as letters, the pair that was merged first in training merges first; a word's last letter carries </w>.
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>CLIP's byte-level pair encoding, in windows [start] ids [end] [padding]. Thread-safe.</summary>
/// <remarks>
/// Microsoft.ML.Tokenizers merges the pairs: with these words and this lower case it gives the reference's ids for every recorded prompt. Its
/// own handling of special tokens does not, for it looks for them after normalization.
/// </remarks>
public sealed class ClipTokenizer : Tokenizer
{
    private const string StartText = "<|startoftext|>", EndText = "<|endoftext|>";

    private readonly BpeTokenizer _pairs;
    private readonly SpecialTokens _special;
    private readonly int _start;
    private readonly int _end;
    private readonly int _padding;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="folder">It holds vocab.json and merges.txt, and perhaps tokenizer_config.json and special_tokens_map.json.</param>
    /// <param name="padding">The padding token where the folder does not state one; null for the end mark.</param>
    /// <exception cref="ScumbleException">A file is missing or no vocabulary.</exception>
    public ClipTokenizer(string folder, string? padding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var config = new TokenizerConfig(folder);
        var path = Path.Combine(folder, "vocab.json");
        var vocabulary = ReadVocabulary(path);
        var (start, end) = (config.Token("bos_token", StartText), config.Token("eos_token", EndText));
        var unknown = config.Token("unk_token", end);
        var pad = config.Token("pad_token", padding ?? end);
        (_start, _end, _padding) = (Id(start), Id(end), Id(pad));
        _special = new SpecialTokens([(start, _start), (end, _end), (unknown, Id(unknown)), (pad, _padding)]);
        _pairs = Create(vocabulary, Path.Combine(folder, "merges.txt"), unknown);
        Length = config.Length(77);

        int Id(string token) => vocabulary.TryGetValue(token, out var id) ? id : throw DamagedFile.Because(path, $"it lacks the special token '{token}'");
    }

    /// <inheritdoc/>
    public override int Length { get; }

    /// <inheritdoc/>
    public override int MarkCount => 2;

    /// <inheritdoc/>
    public override TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var (part, id) in _special.Split(text))
        {
            if (id is { } special) ids.Add(special);
            else ids.AddRange(_pairs.EncodeToIds(ClipWords.Normalize(part), considerNormalization: false));
        }
        return new TokenizedText(ids, []);
    }

    /// <inheritdoc/>
    public override void Frame(ReadOnlySpan<int> ids, Span<int> window)
    {
        window.Fill(_padding);
        window[0] = _start;
        ids.CopyTo(window[1..^1]);
        window[ids.Length + 1] = _end;
    }

    private static Dictionary<string, int> ReadVocabulary(string path)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in JsonFile.ReadObject(path).EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
                throw DamagedFile.Because(path, $"the token '{token.Name}' has no id");
            vocabulary[token.Name] = id;
        }
        return vocabulary;
    }

    private static BpeTokenizer Create(Dictionary<string, int> vocabulary, string mergesPath, string unknown)
    {
        try
        {
            using var lines = new StreamReader(RegularFile.Open(mergesPath, RegularFile.MaxTextInBytes));
            var merges = lines.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)).ToArray();
            return BpeTokenizer.Create(new BpeOptions(vocabulary)
            {
                Merges = merges,
                PreTokenizer = new ClipWords(),
                ByteLevel = true,
                EndOfWordSuffix = "</w>",
                UnknownToken = unknown,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(mergesPath, e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw DamagedFile.Because(mergesPath, $"it does not fit vocab.json ({e.Message.TrimEnd('.')})", e);
        }
    }
}
