namespace Scumble.Studio;

/// <summary>What can be seen of a node.</summary>
/// <param name="Maps">Its maps, or "picture".</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record NodeCard(IReadOnlyList<string> Maps, int Width, int Height);
