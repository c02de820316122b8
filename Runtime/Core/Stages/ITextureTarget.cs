using Scumble.Diagnostics;
using Scumble.Materials;

namespace Scumble.Stages;

/// <summary>Takes what a model decoded, where it is: on the device, with no copy to the host.</summary>
public interface ITextureTarget
{
    /// <summary>The channels that the target takes as a material's; null where it takes a plain picture, or a material's base colour.</summary>
    MaterialLayout? Layout { get; }

    /// <summary>Checks, before anything is generated, that a texture of this size can be taken.</summary>
    /// <exception cref="InvalidRequestException">It cannot.</exception>
    void Require(int width, int height);

    /// <summary>Takes a texture. The tensor is valid only during the call; work on it may be recorded, and runs before the next generation's.</summary>
    /// <exception cref="ScumbleException">The device failed.</exception>
    void Take(DecodedTexture decoded);
}
