namespace Scumble.Text;

/// <summary>Texts that stand for one token each and are cut out of a prompt before anything else happens to it. Thread-safe.</summary>
/// <param name="tokens">The texts and their ids; empty texts are left out.</param>
internal sealed class SpecialTokens(IEnumerable<(string Text, int Id)> tokens)
{
    private readonly (string Text, int Id)[] _longestFirst =
        [.. tokens.Where(token => token.Text.Length > 0).Distinct().OrderByDescending(token => token.Text.Length)];

    /// <summary>The parts of a text in order: special tokens by id, and what lies between them as text.</summary>
    public IEnumerable<(string Text, int? Id)> Split(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            if (At(text, at) is not { } token)
            {
                at++;
                continue;
            }
            if (at > start) yield return (text[start..at], null);
            yield return (token.Text, token.Id);
            start = at += token.Text.Length;
        }
        if (start < text.Length) yield return (text[start..], null);
    }

    private (string Text, int Id)? At(string text, int at)
    {
        foreach (var token in _longestFirst)
            if (string.CompareOrdinal(text, at, token.Text, 0, token.Text.Length) == 0) return token;
        return null;
    }
}
