namespace Scumble.Stages;

/// <summary>One picture of several that are denoised together.</summary>
/// <param name="Request">What to make.</param>
/// <param name="Target">What takes the texture; null for the host.</param>
/// <param name="Cancellation">Gives this picture up: it is not decoded. The graph that runs ends once all are given up.</param>
public sealed record BatchedRequest(TextureRequest Request, ITextureTarget? Target = null, CancellationToken Cancellation = default);
