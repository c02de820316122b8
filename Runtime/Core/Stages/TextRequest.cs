using System.Text.Json.Serialization;
using Scumble.Text;

namespace Scumble.Stages;

/// <summary>How words are read; null means the model's own way. Immutable.</summary>
public sealed record TextRequest
{
    /// <summary>How prompts are read; weighted by default.</summary>
    public PromptSyntax? Syntax { get; init; }

    /// <summary>The prompt for each text encoder in order, for models with several; the request's prompt for all of them by default.</summary>
    [JsonConverter(typeof(ValueList<string>.Converter))]
    public ValueList<string>? EncoderPrompts { get; init; }

    /// <summary>The negative prompt for each text encoder, likewise. Empty ones are encoded, also by models that read zeros where there is no negative prompt.</summary>
    [JsonConverter(typeof(ValueList<string>.Converter))]
    public ValueList<string>? EncoderNegativePrompts { get; init; }

    /// <summary>Tokens of a long text encoder's window (T5), 8 to 4096.</summary>
    public int? MaxSequenceLength { get; init; }

    /// <summary>Layers of CLIP's text encoders to leave out at the end, 0 (the default) to 100: 1 reads the layer before the usual one. For the prompt, not the negative one.</summary>
    public int? ClipSkip { get; init; }
}
