// T. Kudo, "Subword regularization", 2018: the segmentation x of a text with the highest sum of log p(x_i) (Viterbi).
// As SentencePiece does: a character that no piece covers is unknown with the score min log p - 10; unknowns in a row are one token.
using System.Text;

namespace Scumble.Text;

/// <summary>T5's SentencePiece unigram model, in windows [ids] [end] [padding]. Thread-safe.</summary>
/// <remarks>Ours, because Microsoft.ML.Tokenizers 2.0.1 fails on models without a start token, as T5's are, and reads no tokenizer.json.</remarks>
public sealed class UnigramTokenizer : Tokenizer
{
    private const char Space = '\u2581';
    private const double UnknownPenalty = 10;

    private readonly UnigramVocabulary _vocabulary;
    private readonly SpecialTokens _special;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly int _longest;
    private readonly double _unknownScore;
    private readonly int _end;
    private readonly int _padding;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="folder">It holds spiece.model or tokenizer.json, and perhaps tokenizer_config.json.</param>
    /// <exception cref="Diagnostics.ScumbleException">The files are missing, damaged or of another kind.</exception>
    public UnigramTokenizer(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _vocabulary = UnigramVocabulary.Read(folder);
        _special = new SpecialTokens(_vocabulary.Special);
        var (config, worst) = (new TokenizerConfig(folder), 0f);
        for (var id = 0; id < _vocabulary.Pieces.Count; id++)
        {
            if (_vocabulary.Pieces[id] is not { Text: { Length: > 0 } text, Score: { } score }) continue;
            _ids[text] = id;
            (_longest, worst) = (Math.Max(_longest, text.Length), Math.Min(worst, score));
        }
        _unknownScore = worst - UnknownPenalty;
        (_end, _padding) = (Id(config.Token("eos_token", "</s>"), 1), Id(config.Token("pad_token", "<pad>"), 0));
        Length = config.Length(512);

        int Id(string token, int otherwise)
        {
            var found = _vocabulary.Special.Where(special => special.Text == token).ToArray();
            return found.Length > 0 ? found[0].Id : otherwise;
        }
    }

    /// <inheritdoc/>
    public override int Length { get; }

    /// <inheritdoc/>
    public override int MarkCount => 1;

    /// <inheritdoc/>
    public override TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var (part, special) in _special.Split(text))
        {
            if (special is { } id) ids.Add(id);
            else foreach (var word in Words(_vocabulary.Characters.Apply(part))) Segment(word, ids);
        }
        return new TokenizedText(ids, []);
    }

    /// <inheritdoc/>
    public override void Frame(ReadOnlySpan<int> ids, Span<int> window)
    {
        window.Fill(_padding);
        ids.CopyTo(window[..^1]);
        window[ids.Length] = _end;
    }

    // No piece reaches over a space, so each word is segmented alone.
    private static IEnumerable<string> Words(string text) => text.Replace(Space, ' ')
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Space + word);

    private void Segment(string word, List<int> ids)
    {
        // The best way to every character's end.
        var best = new (double Score, int Start, int Id)[word.Length + 1];
        Array.Fill(best, (double.NegativeInfinity, 0, 0), 1, word.Length);
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < word.Length;)
        {
            Rune.DecodeFromUtf16(word.AsSpan(start), out _, out var character);
            var isCovered = false;
            for (var length = 1; length <= Math.Min(_longest, word.Length - start); length++)
            {
                if (!lookup.TryGetValue(word.AsSpan(start, length), out var id)) continue;
                Offer(start, length, _vocabulary.Pieces[id].Score!.Value, id);
                isCovered |= length == character;
            }
            if (!isCovered) Offer(start, character, _unknownScore, _vocabulary.Unknown);
            start += character;
        }

        // Back from the end.
        var first = ids.Count;
        for (var end = word.Length; end > 0; end = best[end].Start)
            if (best[end].Id != _vocabulary.Unknown || ids.Count == first || ids[^1] != _vocabulary.Unknown) ids.Add(best[end].Id);
        ids.Reverse(first, ids.Count - first);

        void Offer(int start, int length, double score, int id)
        {
            var sum = best[start].Score + score;
            if (sum > best[start + length].Score) best[start + length] = (sum, start, id);
        }
    }
}
