namespace Scumble.Service;

/// <summary>What a handle shows in one frame, as one value: it is exchanged as a whole, between frames.</summary>
/// <param name="Texture">What the renderer samples.</param>
/// <param name="Shown">How much of the texture that is.</param>
/// <param name="Version">Grows with every exchange.</param>
public sealed record TextureView(IStoredTexture Texture, ShownContent Shown, int Version);
