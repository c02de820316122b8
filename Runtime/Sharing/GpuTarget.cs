using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Textures of one size in Vulkan memory that a pipeline generates into. One thread.</summary>
public abstract class GpuTarget : ITextureTarget, IDisposable
{
    private readonly SharedBackend _backend;
    private readonly Landings _landings;
    private readonly bool _ownsLandings;

    /// <param name="backend">What generates; it must outlive the target.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    protected GpuTarget(SharedBackend backend, int width, int height) : this(backend, width, height, null)
    {
    }

    /// <param name="backend">What generates; it must outlive the target.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="landings">Where planes arrive, shared with other targets and not owned; null for a place of its own.</param>
    private protected GpuTarget(SharedBackend backend, int width, int height, Landings? landings)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_backend, Width, Height) = (backend, width, height);
        (_landings, _ownsLandings) = (landings ?? new Landings(backend, 1), landings is null);
        Images = new VulkanImageOps(Device);
    }

    /// <summary>Texels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <inheritdoc/>
    public abstract MaterialLayout? Layout { get; }

    /// <summary>Where the textures are.</summary>
    protected VulkanDevice Device => _backend.Device;

    /// <summary>The kernels on textures.</summary>
    protected VulkanImageOps Images { get; }

    /// <inheritdoc/>
    public void Require(int width, int height)
    {
        if (width == Width && height == Height) return;
        throw new InvalidRequestException("width", $"The target's textures are {Width}x{Height}; the request is for {width}x{height}.",
            "Ask for the target's size, or make another target.");
    }

    /// <inheritdoc/>
    public void Take(DecodedTexture decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        Require(decoded.Window.Width, decoded.Window.Height);
        Write(_landings.Land(decoded.Planes), decoded.Window, decoded.Tile);
    }

    /// <summary>Lets go of the textures.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what only the writing needs, as soon as the device has passed it; the next texture makes it anew.</summary>
    internal virtual void ReleaseBuffers()
    {
    }

    /// <summary>Records what writes the textures, with all their levels.</summary>
    /// <param name="planes">[1, channels, h, w], -1..1, in this device's memory.</param>
    /// <param name="window">The part that is the texture.</param>
    /// <param name="tile">The axes on which the texture repeats.</param>
    protected abstract void Write(VulkanTensor planes, CropWindow window, TileMode tile);

    /// <summary>Lets go of the textures, if <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        if (_ownsLandings) _landings.Dispose();
        Images.Dispose();
    }
}
