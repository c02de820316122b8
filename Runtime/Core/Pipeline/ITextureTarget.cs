using Scumble.Diagnostics;

namespace Scumble.Pipeline;

/// <summary>Takes what a model decoded, where it is: on the device, with no copy to the host.</summary>
public interface ITextureTarget
{
    /// <summary>Whether the target takes a material's channels, or a plain picture's.</summary>
    bool TakesMaterials { get; }

    /// <summary>Checks, before anything is generated, that a texture of this size can be taken.</summary>
    /// <exception cref="InvalidRequestException">It cannot.</exception>
    void Require(int width, int height);

    /// <summary>Takes a texture. The tensor is valid only during the call; work on it may be recorded, and runs before the next generation's.</summary>
    /// <exception cref="ScumbleException">The device failed.</exception>
    void Take(DecodedTexture decoded);
}
