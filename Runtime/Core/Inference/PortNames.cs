using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>Ports by the names that different exporters give them.</summary>
public static class PortNames
{
    /// <summary>What a network reads of the prompt: the text encoders' hidden states.</summary>
    public const string HiddenStates = "encoder_hidden_states";

    /// <summary>What a network reads: the noisy sample.</summary>
    public static IReadOnlyList<string> Sample { get; } = ["sample", "hidden_states"];

    /// <summary>What a network gives.</summary>
    public static IReadOnlyList<string> Prediction { get; } = ["out_sample", "out_hidden_states", "noise_pred", "latent", "sample"];

    /// <summary>A text encoder's last layer.</summary>
    public static IReadOnlyList<string> LastHiddenState { get; } = ["last_hidden_state", "text_embeddings"];

    /// <summary>A text encoder's summary of the whole prompt.</summary>
    public static IReadOnlyList<string> Pooled { get; } = ["text_embeds", "pooler_output", "pooled_output"];

    /// <summary>What an autoencoder's decoder reads.</summary>
    public static IReadOnlyList<string> Latent { get; } = ["latent_sample", "latent", "sample"];

    /// <summary>What an autoencoder's decoder gives.</summary>
    public static IReadOnlyList<string> Decoded { get; } = ["sample", "images", "image"];

    /// <summary>The first of some names that a port has, or null.</summary>
    public static TensorPort? Find(this IReadOnlyList<TensorPort> ports, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
            if (ports.FirstOrDefault(port => port.Name == name) is { } port) return port;
        return null;
    }

    /// <summary>An input that goes by one of some names.</summary>
    /// <exception cref="ScumbleException">The graph has none.</exception>
    public static TensorPort RequireInput(this IInferenceSession session, params IReadOnlyList<string> names) =>
        session.Inputs.Find(names) ?? throw Missing(session, "input", names, session.Inputs);

    /// <summary>An output that goes by one of some names.</summary>
    /// <exception cref="ScumbleException">The graph has none.</exception>
    public static TensorPort RequireOutput(this IInferenceSession session, params IReadOnlyList<string> names) =>
        session.Outputs.Find(names) ?? throw Missing(session, "output", names, session.Outputs);

    private static ScumbleException Missing(IInferenceSession session, string kind, IReadOnlyList<string> names, IReadOnlyList<TensorPort> found) => new(
        $"'{session.ModelPath}' has no {kind} '{string.Join("' or '", names)}'; found {string.Join("; ", found)}.",
        "Export the model again with the names of its layout.");
}
