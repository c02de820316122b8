using Scumble.Stages;

namespace Scumble.Service;

/// <summary>A texture that a generation writes in place, once, before any frame reads it.</summary>
public interface IStoredTarget : IStoredTexture, ITextureTarget;
