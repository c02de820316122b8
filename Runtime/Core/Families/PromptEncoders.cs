using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Text;

namespace Scumble.Families;

/// <summary>A model's text encoders in order. One thread.</summary>
internal sealed class PromptEncoders : IDisposable
{
    private readonly List<PromptEncoder> _encoders = [];

    /// <summary>Number of encoders.</summary>
    public int Count => _encoders.Count;

    /// <summary>The widths of all encoders' embeddings together.</summary>
    public int Width => _encoders.Sum(encoder => encoder.Width);

    /// <summary>Adds a CLIP text encoder with the tokenizer that belongs to it.</summary>
    /// <param name="sessions">The model's graphs.</param>
    /// <param name="backend">What they run on.</param>
    /// <param name="suffix">"" for text_encoder and tokenizer, "_2" for text_encoder_2 and tokenizer_2...</param>
    /// <param name="layer">The layer that the network was trained on.</param>
    public PromptEncoders AddClip(ModelSessions sessions, IInferenceBackend backend, string suffix, TextLayer layer) =>
        Add(sessions, backend, suffix, Tokenizers.Clip(sessions.Folder.Require($"tokenizer{suffix}")), layer, "hidden_size", null);

    /// <summary>Adds a T5 text encoder with the tokenizer that belongs to it.</summary>
    /// <param name="sessions">The model's graphs.</param>
    /// <param name="backend">What they run on.</param>
    /// <param name="suffix">"_2" for text_encoder_2 and tokenizer_2...</param>
    /// <param name="length">Tokens of a prompt where a request says nothing.</param>
    public PromptEncoders AddT5(ModelSessions sessions, IInferenceBackend backend, string suffix, int length) =>
        Add(sessions, backend, suffix, Tokenizers.T5(sessions.Folder.Require($"tokenizer{suffix}")), TextLayer.Last, "d_model", length);

    /// <summary>Adds a text encoder with a vocabulary of word pieces, whose prompts are read as they are and never cut.</summary>
    /// <param name="sessions">The model's graphs.</param>
    /// <param name="backend">What they run on.</param>
    public PromptEncoders AddWordPieces(ModelSessions sessions, IInferenceBackend backend) =>
        Add(sessions, backend, "", Tokenizers.WordPieces(sessions.Folder.Require("tokenizer")), TextLayer.Last, "hidden_size", null, isExact: true);

    /// <summary>Embeddings of the prompts: for each encoder, the positive and perhaps the negative one, with as many windows as each other.</summary>
    /// <param name="input">The prompts.</param>
    /// <param name="warnings">What the user should know is added.</param>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public EncodedText[][] Encode(ConditionInput input, List<string> warnings)
    {
        var tokens = _encoders.Select((encoder, i) => encoder.Tokenize(
            new[] { input.Prompts, input.NegativePrompts }.OfType<IReadOnlyList<string>>().Select(prompts => i < prompts.Count ? prompts[i] : prompts[0]),
            input, warnings)).ToArray();
        var windows = tokens.SelectMany(pair => pair).Max(prompt => prompt.WindowCount);
        // The reference skips no layers of a negative prompt.
        return [.. _encoders.Select((encoder, i) => tokens[i].Select((prompt, k) => encoder.Encode(encoder.Extend(prompt, windows), k == 0 ? input.ClipSkip : 0)).ToArray())];
    }

    /// <summary>Releases what is bound to the graphs; what is remembered stays.</summary>
    public void Release()
    {
        foreach (var encoder in _encoders) encoder.Release();
    }

    public void Dispose()
    {
        foreach (var encoder in _encoders) encoder.Dispose();
    }

    private PromptEncoders Add(ModelSessions sessions, IInferenceBackend backend, string suffix, Tokenizer tokenizer, TextLayer layer, string widthMember, int? length,
        bool isExact = false)
    {
        var component = sessions.Folder.Require($"text_encoder{suffix}");
        var width = component.Values().Integer(widthMember, 0, 0, 1 << 20);
        _encoders.Add(new PromptEncoder(component.Name, backend.Ops, sessions.Of(component), tokenizer, layer, width, length, isExact));
        return this;
    }
}
