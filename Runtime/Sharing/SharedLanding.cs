using Scumble.Nodes;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Sharing;

/// <summary>
/// Generations of a shared backend for a graph that draws on its Vulkan device (<see cref="GraphRunner"/>): in place where both use one memory, else copied as the backend's
/// <see cref="SharedBackend.Sharing"/> says. One thread; dispose it before the backend.
/// </summary>
/// <param name="backend">What generates. Not owned.</param>
public sealed class SharedLanding(SharedBackend backend) : IPictureLanding, IDisposable
{
    private readonly Landings _landings = new(backend, 1);

    /// <inheritdoc/>
    public Tensor Land(DecodedTexture decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        return _landings.Land(decoded.Planes);
    }

    /// <summary>Waits for the device, and lets go of the copy.</summary>
    public void Dispose() => _landings.Dispose();
}
