using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>What a text encoder made of a prompt. The encoder owns both and keeps them for its next <see cref="TextEncoder.Capacity"/> prompts.</summary>
/// <param name="Hidden">One embedding for each token, Float32 [1, windows x length, d].</param>
/// <param name="Pooled">One embedding for the whole prompt, taken from its first window, Float32 [1, p]; null where the encoder gives none.</param>
public sealed record EncodedText(Tensor Hidden, Tensor? Pooled);
