using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Text;

namespace Scumble.Families;

/// <summary>One of a model's text encoders with its tokenizer. Owns its buffers, not the session. One thread.</summary>
internal sealed class PromptEncoder : IDisposable
{
    // A prompt may fill this many windows; more would cost more than it says.
    private const int MaxWindows = 16;

    private readonly string _component;
    private readonly Tokenizer _tokenizer;
    private readonly int? _longLength;
    private readonly bool _isExact;
    private readonly TextEncoder _encoder;

    /// <param name="component">The text encoder's name, for messages.</param>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="session">The text encoder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="layer">The layer that the network was trained on.</param>
    /// <param name="width">The embedding's width where the graph leaves it open.</param>
    /// <param name="longLength">Tokens of the one window of an encoder that takes windows of any length; null for CLIP's, whose length is fixed.</param>
    /// <param name="isExact">Whether prompts are read without weights in one window, and those that do not fit are refused instead of cut.</param>
    public PromptEncoder(string component, ITensorOps ops, IInferenceSession session, Tokenizer tokenizer, TextLayer layer, int width, int? longLength,
        bool isExact = false)
    {
        (_component, _tokenizer, _longLength, _isExact) = (component, tokenizer, longLength, isExact);
        _encoder = new TextEncoder(ops, session, layer, width);
    }

    /// <summary>The width of an embedding.</summary>
    public int Width => _encoder.Width;

    /// <summary>The embeddings of a prompt.</summary>
    /// <param name="tokens">The prompt, of as many windows as the others have.</param>
    /// <param name="skip">Layers that CLIP's encoders leave out at the end.</param>
    public EncodedText Encode(PromptTokens tokens, int skip) => _encoder.Encode(tokens, _longLength is null ? skip : 0);

    /// <summary>Releases what is bound to the graph; what is remembered stays.</summary>
    public void Release() => _encoder.Release();

    /// <summary>Tokenizes prompts that are to have as many windows as each other.</summary>
    /// <param name="prompts">One or two prompts.</param>
    /// <param name="input">How to read them.</param>
    /// <param name="warnings">What the user should know is added.</param>
    /// <exception cref="InvalidRequestException">A prompt does not fit, and is not to be cut.</exception>
    public PromptTokens[] Tokenize(IEnumerable<string> prompts, ConditionInput input, List<string> warnings)
    {
        var length = _longLength is { } own ? input.MaxSequenceLength ?? own : _tokenizer.Length;
        var syntax = _isExact ? PromptSyntax.Plain : input.Syntax;
        var windows = _longLength is not null || syntax == PromptSyntax.Plain ? 1 : MaxWindows;
        var all = prompts.Select(prompt => PromptTokens.Read(_tokenizer, prompt, syntax, length, windows)).ToArray();
        foreach (var tokens in all)
        {
            if (_isExact) RequireWhole(tokens);
            warnings.AddRange(tokens.UnknownWords.Select(word => $"The model does not know the word '{word}'."));
            if (tokens.CutCount > 0) warnings.Add($"The prompt is {tokens.CutCount} tokens too long for {_component}; its end was cut off.");
        }
        return all;
    }

    /// <summary>Adds empty windows.</summary>
    public PromptTokens Extend(PromptTokens tokens, int windows) => _longLength is not null ? tokens : tokens.Extend(_tokenizer, windows);

    public void Dispose() => _encoder.Dispose();

    private void RequireWhole(PromptTokens tokens)
    {
        var most = tokens.Length - _tokenizer.MarkCount;
        if (tokens.CutCount > 0)
            throw new InvalidRequestException("prompt", $"The prompt must have at most {most} tokens; found {most + tokens.CutCount}.", "Shorten it to the words that matter.");
    }
}
