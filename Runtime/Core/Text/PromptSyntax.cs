namespace Scumble.Text;

/// <summary>How a prompt's characters are read.</summary>
public enum PromptSyntax
{
    /// <summary>
    /// (word) is 1.1 times as strong, [word] 1.1 times as weak, (word:1.3) 1.3 times as strong; brackets nest, and \( is a bracket. A prompt
    /// that is longer than the encoder's window fills several.
    /// </summary>
    Weighted,

    /// <summary>Every character stands for itself, and what does not fit one window is cut off, as the reference pipelines do.</summary>
    Plain,
}
