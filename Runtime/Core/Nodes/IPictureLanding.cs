using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>
/// Brings what a generation decoded to the device whose verbs draw a graph's pictures, so that it does not pass through the host where both are one. One thread.
/// </summary>
public interface IPictureLanding
{
    /// <summary>The planes where the verbs read them, valid until the next generation; not the caller's to dispose. Work that is recorded on them runs before the next generation's.</summary>
    /// <param name="decoded">What a pipeline decoded, valid during the call.</param>
    /// <exception cref="Diagnostics.ScumbleException">The device failed.</exception>
    Tensor Land(DecodedTexture decoded);
}
