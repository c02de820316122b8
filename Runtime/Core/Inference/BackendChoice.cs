namespace Scumble.Inference;

/// <summary>What a backend runs on, and why nothing before it in the order was taken.</summary>
/// <param name="Chosen">The execution provider's id: "cpu", "cuda", "webgpu".</param>
/// <param name="Refused">Those before it in the order, each with its reason.</param>
public sealed record BackendChoice(string Chosen, IReadOnlyList<BackendRefusal> Refused);
