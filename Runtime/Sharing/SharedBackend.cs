using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// Inference beside a Vulkan device, so that what a graph gives becomes a texture (<see cref="GpuTarget"/>), and what a renderer drew a picture for a graph
/// (<see cref="VulkanPicture"/>), with no copy to the host. On CUDA all work is one stream, which
/// hands each result over in memory and by timelines that both know; on the CPU, Vulkan imports or maps host memory. A renderer's device that was made without
/// extensions for external memory gets a second one of our own beside it, and one counted copy a texture or picture. Where nothing can be
/// had, tensors stay in host memory, textures are uploaded and pictures downloaded. Belongs to one thread at a time, with its Vulkan device, except that
/// <see cref="Open"/> is thread-safe. Dispose it after its sessions, targets and pictures, and before the Vulkan device.
/// </summary>
public sealed class SharedBackend : IInferenceBackend
{
    private readonly OnnxBackend _inner;

    internal SharedBackend(VulkanDevice device, OnnxBackend inner, IReadOnlyList<BackendRefusal> refused, SharingChoice sharing, SharedMemory memory) =>
        (Device, _inner, Choice, Sharing, Memory) = (device, inner, inner.Choice with { Refused = refused }, sharing, memory);

    /// <summary>The Vulkan device.</summary>
    public VulkanDevice Device { get; }

    /// <inheritdoc/>
    public BackendChoice Choice { get; }

    /// <summary>How results get to the Vulkan device, and why no better way was taken.</summary>
    public SharingChoice Sharing { get; }

    /// <inheritdoc/>
    public ITensorOps Ops => Memory.Ops;

    /// <summary>Our own device beside <see cref="Device"/>, where that cannot share memory (<see cref="SharingKind.SecondDevice"/>); else null. Its copies are counted there.</summary>
    public VulkanDevice? SecondDevice { get; private init; }

    internal SharedMemory Memory { get; }

    /// <summary>
    /// A Vulkan device of our own for <see cref="Create(VulkanDevice, string, OnnxBackendOptions?)"/>: with cuda or auto the first that CUDA shows (CUDA_VISIBLE_DEVICES) and Vulkan has too; where there
    /// is none, the fastest kind. The caller disposes it.
    /// </summary>
    /// <param name="provider">As there.</param>
    /// <param name="options">Settings, or null for the defaults; a UUID or preferred ones that they name are left as they are.</param>
    /// <exception cref="ScumbleException">There is no loader, no driver or no device that fits.</exception>
    public static VulkanDevice CreateDevice(string provider = "auto", VulkanDeviceOptions? options = null) => CreateDevice(provider, options ?? new(), CudaDevice.VisibleUuids);

    internal static VulkanDevice CreateDevice(string provider, VulkanDeviceOptions options, Func<IReadOnlyList<Guid>> inCuda)
    {
        OnnxBackend.RequireKnown(provider);
        if (provider is "auto" or "cuda" && options.Uuid is null && options.Preferred.Count == 0)
        {
            try
            {
                options = options with { Preferred = inCuda() };
            }
            catch (ScumbleException)
            {
                // Without CUDA any device will do; who wants cuda is told when the backend is made.
            }
        }
        return VulkanDevice.Create(options);
    }

    /// <summary>Chooses an execution provider, and how its results are shared.</summary>
    /// <param name="device">Where textures are. Not owned.</param>
    /// <param name="provider">"auto" tries cuda on the same device, then webgpu, then cpu; or one of these alone.</param>
    /// <param name="options">Settings, or null for the defaults; the stream is made here.</param>
    /// <exception cref="ScumbleException">The provider is unknown, or cannot be had; the message holds the reason.</exception>
    public static SharedBackend Create(VulkanDevice device, string provider = "auto", OnnxBackendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        OnnxBackend.RequireKnown(provider);
        options ??= new();
        var refused = new List<BackendRefusal>();
        foreach (var id in provider == "auto" ? OnnxBackend.Devices.SkipLast(1) : [])
        {
            try
            {
                return Create(device, id, options, refused);
            }
            catch (ScumbleException e)
            {
                refused.Add(new BackendRefusal(id, e.Message));
            }
        }
        return Create(device, provider == "auto" ? OnnxBackend.Devices[^1] : provider, options, refused);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(GraphSource source) => Memory.Share(_inner.Open(source));

    /// <summary>Waits for the device and lets go of what was shared.</summary>
    public void Dispose()
    {
        Memory.Dispose();
        _inner.Dispose();
    }

    /// <summary>Inference in host memory, uploaded: what is left where nothing can be shared.</summary>
    internal static SharedBackend Staged(VulkanDevice device, OnnxBackend inner, IReadOnlyList<BackendRefusal> refused, SharingChoice sharing) =>
        new(device, inner, refused, sharing with { Chosen = SharingKind.Staged }, new StagedMemory(device));

    /// <summary>Inference that shares with a device of our own, from where results pass to the renderer's through host memory.</summary>
    /// <param name="device">The renderer's.</param>
    /// <param name="inner">What runs. Owned.</param>
    /// <param name="refused">Other providers.</param>
    /// <param name="sharing">Why the renderer's device cannot share.</param>
    /// <param name="own">Ours. Owned.</param>
    /// <param name="memory">How it shares with what runs. Owned.</param>
    internal static SharedBackend Beside(VulkanDevice device, OnnxBackend inner, IReadOnlyList<BackendRefusal> refused, SharingChoice sharing, VulkanDevice own, SharedMemory memory) =>
        new(device, inner, refused, sharing with { Chosen = SharingKind.SecondDevice }, new SecondDeviceMemory(device, own, memory)) { SecondDevice = own };

    /// <summary>A device of our own on the hardware of a renderer's, which can share memory.</summary>
    /// <exception cref="ScumbleException">There is none; the message says why.</exception>
    internal static VulkanDevice SecondOf(VulkanDevice device, VulkanDeviceOptions? options = null)
    {
        var own = VulkanDevice.Create((options ?? new()) with { Uuid = device.Uuid, GivesWay = true });
        if (own.Capabilities.MemoryExportRefusal is not { } reason) return own;
        own.Dispose();
        throw new ScumbleException($"A second device on {device.Name} could not share memory either: {reason}.", "Update the graphics driver.");
    }

    private static SharedBackend Create(VulkanDevice device, string provider, OnnxBackendOptions options, IReadOnlyList<BackendRefusal> refused)
    {
        if (provider == "cuda") return OnCuda(device, options, refused);
        var (inner, sharing) = (OnnxBackend.Create(provider, options), SharingChoice.ForHost(device));
        // A provider on a device of its own copies from host memory anyhow.
        if (provider != "cpu" || sharing.Chosen == SharingKind.Staged) return Staged(device, inner, refused, sharing);
        return new SharedBackend(device, inner, refused, sharing,
            new HostMemory(device, sharing.Chosen == SharingKind.Imported ? TensorMemory.Imported : TensorMemory.Mapped));
    }

    private static SharedBackend OnCuda(VulkanDevice device, OnnxBackendOptions options, IReadOnlyList<BackendRefusal> refused)
    {
        var sharing = SharingChoice.ForDevice(device);
        if (sharing.Chosen == SharingKind.Staged) return OnCudaBeside(device, options, refused, sharing);
        var link = CudaLink.Create(device);
        try
        {
            var inner = OnnxBackend.Create("cuda", options with { Stream = link.Stream });
            return new SharedBackend(device, inner, refused, sharing, new CudaMemory(device, link));
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    // Of a renderer's device that cannot share: a second one of our own, if that can.
    private static SharedBackend OnCudaBeside(VulkanDevice device, OnnxBackendOptions options, IReadOnlyList<BackendRefusal> refused, SharingChoice sharing)
    {
        VulkanDevice? own = null;
        CudaLink? link = null;
        try
        {
            own = SecondOf(device);
            link = CudaLink.Create(own);
            return Beside(device, OnnxBackend.Create("cuda", options with { Stream = link.Stream }), refused, sharing, own, new CudaMemory(own, link));
        }
        catch (ScumbleException e) when (own is null)
        {
            return Staged(device, OnnxBackend.Create("cuda", options), refused, sharing with { Refused = [.. sharing.Refused, new(nameof(SharingKind.SecondDevice), e.Message)] });
        }
        catch
        {
            link?.Dispose();
            own?.Dispose();
            throw;
        }
    }
}
