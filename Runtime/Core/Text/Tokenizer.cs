namespace Scumble.Text;

/// <summary>Turns text into the token ids that a text encoder was trained on. Thread-safe.</summary>
public abstract class Tokenizer
{
    /// <summary>Tokens of a window as the encoder was trained on, special tokens and padding included.</summary>
    public abstract int Length { get; }

    /// <summary>Special tokens of every window: the end mark after the ids, and the start mark before them where there is one.</summary>
    public abstract int MarkCount { get; }

    /// <summary>The tokens of a text, of any number and without special tokens; the empty text is one too.</summary>
    public abstract TokenizedText Tokenize(string text);

    /// <summary>Fills a window with marks, ids and padding.</summary>
    /// <param name="ids">At most the window's length less <see cref="MarkCount"/>.</param>
    /// <param name="window">Overwritten; usually <see cref="Length"/> long.</param>
    public abstract void Frame(ReadOnlySpan<int> ids, Span<int> window);
}
