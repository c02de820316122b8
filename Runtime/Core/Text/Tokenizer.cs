using Scumble.Diagnostics;

namespace Scumble.Text;

/// <summary>Turns a prompt into the token ids that a text encoder was trained on. Thread-safe.</summary>
public abstract class Tokenizer
{
    /// <summary>Tokens of every encoded prompt, special tokens and padding included.</summary>
    public abstract int Length { get; }

    /// <summary>Encodes a prompt; the empty prompt is one too.</summary>
    /// <exception cref="InvalidRequestException">The prompt has more tokens than fit.</exception>
    public abstract TokenizedPrompt Encode(string prompt);
}
