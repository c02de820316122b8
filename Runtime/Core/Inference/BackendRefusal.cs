namespace Scumble.Inference;

/// <summary>An execution provider that was considered and not taken.</summary>
/// <param name="Id">The provider's id: "cuda", "webgpu", "cpu".</param>
/// <param name="Reason">Why not, in one sentence for the user.</param>
public sealed record BackendRefusal(string Id, string Reason);
