namespace Scumble.Stages;

/// <summary>One picture of a generation.</summary>
/// <param name="Resolved">What to make.</param>
/// <param name="Target">What takes the texture, or null for the host.</param>
/// <param name="Cancellation">Gives it up.</param>
internal sealed record ResolvedPicture(ResolvedRequest Resolved, ITextureTarget? Target, CancellationToken Cancellation);
