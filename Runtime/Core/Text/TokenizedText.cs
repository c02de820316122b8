namespace Scumble.Text;

/// <summary>A text as tokens, before it is put into windows.</summary>
/// <param name="Ids">Token ids without special tokens.</param>
/// <param name="UnknownWords">Words of the text that the vocabulary lacks, each once, in order.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, IReadOnlyList<string> UnknownWords);
