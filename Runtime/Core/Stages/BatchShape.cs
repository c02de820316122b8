namespace Scumble.Stages;

/// <summary>What requests have in common that one batch can denoise: all but their words, classes and seeds. Equal where all of that is.</summary>
public sealed record BatchShape
{
    private readonly TextureRequest _shared;

    // A negative prompt may switch guidance on.
    private readonly bool _hasNegative;

    private BatchShape(TextureRequest shared, bool hasNegative) => (_shared, _hasNegative) = (shared, hasNegative);

    /// <summary>The shape of a request; null where pictures steer it, or it starts from one.</summary>
    public static BatchShape? Of(TextureRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Pictures.Any()) return null;
        var text = request.Text with { EncoderPrompts = null, EncoderNegativePrompts = null };
        return new(request with { Prompt = "", NegativePrompt = "", ClassLabel = null, Seed = null, Text = text },
            request.NegativePrompt.Length > 0 || request.Text.EncoderNegativePrompts is not null);
    }
}
