// Y. Wu et al., "Google's neural machine translation system", 2016, section 4.1; in BERT's form (Devlin et al. 2018):
//   [CLS] pieces [SEP] [PAD]...
using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Text;

/// <summary>WordPiece with BERT's special tokens. Thread-safe.</summary>
public sealed class WordPieceTokenizer : Tokenizer
{
    private readonly BertTokenizer _tokenizer;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="vocabularyPath">vocab.txt: one piece a line, the line's number is its id.</param>
    /// <param name="length">Tokens of every encoded prompt, at least 3.</param>
    /// <param name="lowerCase">Whether the vocabulary is in lower case and without accents.</param>
    /// <exception cref="ScumbleException">The file is missing or no vocabulary.</exception>
    public WordPieceTokenizer(string vocabularyPath, int length, bool lowerCase)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 3);
        Length = length;
        try
        {
            using var vocabulary = RegularFile.Open(vocabularyPath, RegularFile.MaxTextInBytes);
            // The library insists on a mask token, which prompts never use and vocabularies need not have.
            _tokenizer = BertTokenizer.Create(vocabulary, new BertOptions
            {
                LowerCaseBeforeTokenization = lowerCase,
                RemoveNonSpacingMarks = lowerCase,
                MaskingToken = "[UNK]",
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new ScumbleException($"The vocabulary '{vocabularyPath}' cannot be read: {e.Message}",
                DamagedFile.Hint, e);
        }
    }

    /// <inheritdoc/>
    public override int Length { get; }

    /// <inheritdoc/>
    public override int MarkCount => 2;

    /// <inheritdoc/>
    public override TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = _tokenizer.EncodeToTokens(text, out var normalized);
        return new TokenizedText([.. tokens.Select(token => token.Id)],
            [.. tokens.Where(token => token.Id == _tokenizer.UnknownTokenId).Select(token => (normalized ?? text)[token.Offset]).Concat(Dropped(text)).Distinct()]);
    }

    // The library leaves out, without a token, what lies beyond the first plane: emoji, rare signs.
    private IEnumerable<string> Dropped(string text) => text.EnumerateRunes()
        .Where(rune => rune.Plane > 0 && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
        .Select(rune => rune.ToString()).Where(sign => _tokenizer.EncodeToTokens(sign, out _).Count == 0);

    /// <inheritdoc/>
    public override void Frame(ReadOnlySpan<int> ids, Span<int> window)
    {
        window.Fill(_tokenizer.PaddingTokenId);
        window[0] = _tokenizer.ClassificationTokenId;
        ids.CopyTo(window[1..^1]);
        window[ids.Length + 1] = _tokenizer.SeparatorTokenId;
    }
}
