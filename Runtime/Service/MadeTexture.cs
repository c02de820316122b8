using Scumble.Stages;

namespace Scumble.Service;

/// <summary>What a generation or a graph gave.</summary>
/// <param name="Content">Its pixels; null where a target has them.</param>
/// <param name="Target">What has the pixels.</param>
/// <param name="Result">A generation's own result, not rounded.</param>
internal sealed record MadeTexture(TextureContent? Content, IStoredTarget? Target = null, TextureResult? Result = null);
