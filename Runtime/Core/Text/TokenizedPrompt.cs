namespace Scumble.Text;

/// <summary>A prompt as a text encoder reads it.</summary>
/// <param name="Ids">Token ids with special tokens and padding, as many as the encoder takes.</param>
/// <param name="UnknownWords">Words of the prompt that the vocabulary lacks, each once, in order.</param>
public sealed record TokenizedPrompt(IReadOnlyList<int> Ids, IReadOnlyList<string> UnknownWords);
