using Scumble.Diagnostics;

namespace Scumble.Stages;

/// <summary>The errors of a run whose numbers are none: infinities and NaN, most often of half precision that overflows.</summary>
internal static class NotFinite
{
    private const string What = "values that are not finite (infinity or NaN)";

    /// <summary>A text encoder, or another source of what the network is told.</summary>
    /// <param name="input">The network's input that takes them.</param>
    public static ScumbleException Condition(string input) => new(
        $"The run stopped before its first step: the text encoder gave {What}, which the network would be told as '{input}'.",
        "If the text encoder's weights are float16, use those in float32; else copy the model again: its weights are damaged.");

    /// <summary>What the run starts from.</summary>
    public static ScumbleException Start() => new(
        $"The run stopped before its first step: vae_encoder gave {What} for the picture to start from.",
        "If the encoder's weights are float16, use those in float32, or another autoencoder (--vae DIR).");

    /// <summary>A ControlNet.</summary>
    /// <param name="model">Its graph.</param>
    /// <param name="step">From 1.</param>
    /// <param name="count">Steps of the run.</param>
    public static ScumbleException Control(string model, int step, int count) => new(
        $"The run stopped {At(step, count)}: the ControlNet '{model}' gave {What}.",
        "If its weights are float16, use those in float32; else steer by another ControlNet.");

    /// <summary>The denoising network.</summary>
    /// <param name="model">Its graph.</param>
    /// <param name="step">From 1; null where only the end of the run was looked at.</param>
    /// <param name="count">Steps of the run.</param>
    public static ScumbleException Network(string model, int? step, int count) => new(
        $"The run stopped {At(step, count)}: the network '{model}' gave {What}.",
        "If its weights are float16, use those in float32 (attention overflows in half precision); else use the sampler and schedule of the model, and a smaller guidance.");

    /// <summary>The decoder.</summary>
    /// <param name="model">Its graph, or its component's name.</param>
    public static ScumbleException Decoder(string model) => new(
        $"The run stopped after its last step: the decoder '{model}' gave {What}; the latent that it was given is finite.",
        "If its weights are float16, use those in float32 (autoencoders overflow in half precision), or another autoencoder (--vae DIR).");

    private static string At(int? step, int count) => step is { } at ? $"at step {at} of {count}" : $"after its {count} steps";
}
