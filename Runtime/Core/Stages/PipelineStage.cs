namespace Scumble.Stages;

/// <summary>The stages from a request to its maps, in order.</summary>
public enum PipelineStage
{
    /// <summary>Opening the model's sessions; once per pipeline.</summary>
    Load,

    /// <summary>Prompt to embeddings; nothing to do where the prompt is remembered.</summary>
    Encode,

    /// <summary>The denoise loop.</summary>
    Denoise,

    /// <summary>Latent to channels.</summary>
    Decode,

    /// <summary>Channels to material maps, with normal and occlusion derived from height.</summary>
    Maps,
}
