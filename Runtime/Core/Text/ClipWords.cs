using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace Scumble.Text;

/// <summary>
/// The words that CLIP's pair encoding works on: an English contraction's ending, a run of letters, one digit, or a run of other characters;
/// space only divides. Thread-safe.
/// </summary>
internal sealed class ClipWords : PreTokenizer
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>Composed and in lower case. The runtime maps one character to one; the only letter whose lower case has two is I with a dot.</summary>
    public static string Normalize(string text) =>
        CanonicalComposition.Normalize(text).Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = WordLength(text.AsSpan(at), out var kind);
            if (kind != Kind.Space) yield return (at, length);
            at += length;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    private static int WordLength(ReadOnlySpan<char> text, out Kind kind)
    {
        kind = KindAt(text, out var length);
        foreach (var ending in Contractions)
            if (text.StartsWith(ending, StringComparison.Ordinal)) return ending.Length;
        if (kind == Kind.Number) return length;
        while (length < text.Length && KindAt(text[length..], out var next) == kind) length += next;
        return length;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return Rune.IsWhiteSpace(rune) ? Kind.Space
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Number
            : Kind.Other;
    }
}
