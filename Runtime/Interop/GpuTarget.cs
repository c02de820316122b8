using Scumble.Diagnostics;
using Scumble.Pipeline;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>Textures of one size in Vulkan memory that a pipeline generates into. One thread.</summary>
public abstract class GpuTarget : ITextureTarget, IDisposable
{
    private readonly VulkanTensorOps _ops;
    private Tensor? _uploaded;

    /// <param name="device">Where; it must outlive the target.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    protected GpuTarget(VulkanDevice device, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Device, Width, Height) = (device, width, height);
        _ops = new VulkanTensorOps(device);
        Images = new VulkanImageOps(device);
    }

    /// <summary>Texels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <inheritdoc/>
    public abstract bool TakesMaterials { get; }

    /// <summary>Where the textures are.</summary>
    protected VulkanDevice Device { get; }

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
        Write(decoded with { Planes = OnDevice(decoded), Ops = _ops });
    }

    /// <summary>Lets go of the textures.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Records what writes the textures, with all their levels.</summary>
    /// <param name="decoded">Planes in this device's memory.</param>
    protected abstract void Write(DecodedTexture decoded);

    /// <summary>Lets go of the textures, if <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _uploaded?.Dispose();
        Images.Dispose();
    }

    // What a backend keeps in host memory is uploaded, and counted.
    private Tensor OnDevice(DecodedTexture decoded)
    {
        if (decoded.Planes is VulkanTensor) return decoded.Planes;
        if (decoded.Planes is not CpuTensor<float> planes)
            throw new ArgumentException($"A tensor in host or Vulkan memory is needed, not {decoded.Planes.GetType().Name}.", nameof(decoded));
        if (_uploaded?.Shape != planes.Shape)
        {
            _uploaded?.Dispose();
            _uploaded = null;
            _uploaded = _ops.Create(planes.Shape, ElementType.Float32);
        }
        _ops.Upload(_uploaded, planes.Span);
        return _uploaded;
    }
}
