using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>
/// Inference on tensors that live in Vulkan memory: what a graph gives, a kernel and a renderer use in place. On CUDA the device's memory is
/// exported to CUDA and both wait for each other on the device; on the CPU, Vulkan imports or maps host memory. Where neither can be had,
/// tensors stay in host memory and textures are uploaded. Belongs to one thread at a time, with its Vulkan device, except that
/// <see cref="Open"/> is thread-safe. Dispose it after its sessions and before the Vulkan device.
/// </summary>
public sealed class SharedBackend : IInferenceBackend
{
    private readonly OnnxBackend _inner;
    private readonly Func<IInferenceSession, IInferenceSession> _share;
    private readonly CudaLink? _cuda;

    private SharedBackend(OnnxBackend inner, BackendChoice choice, SharingChoice sharing, ITensorOps ops, Func<IInferenceSession, IInferenceSession> share, CudaLink? cuda) =>
        (_inner, Choice, Sharing, Ops, _share, _cuda) = (inner, choice, sharing, ops, share, cuda);

    /// <inheritdoc/>
    public BackendChoice Choice { get; }

    /// <summary>How tensors are shared, and why no better way was taken.</summary>
    public SharingChoice Sharing { get; }

    /// <inheritdoc/>
    public ITensorOps Ops { get; }

    /// <summary>Chooses an execution provider, and how its tensors are shared.</summary>
    /// <param name="device">Where tensors live. Not owned.</param>
    /// <param name="provider">"auto" tries cuda on the same device, then webgpu, then cpu; or one of these alone.</param>
    /// <param name="options">Settings, or null for the defaults; the stream is made here.</param>
    /// <exception cref="ScumbleException">The provider is unknown, or cannot be had; the message holds the reason.</exception>
    public static SharedBackend Create(VulkanDevice device, string provider = "auto", OnnxBackendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        options ??= new();
        OnnxBackend.RequireKnown(provider);
        if (provider is not ("auto" or "cuda")) return WithoutCuda(device, provider, options, []);
        try
        {
            return OnCuda(device, options);
        }
        catch (ScumbleException e) when (provider == "auto")
        {
            var refusal = new BackendRefusal("cuda", e.Message);
            try
            {
                return WithoutCuda(device, "webgpu", options, [refusal]);
            }
            catch (ScumbleException second)
            {
                return WithoutCuda(device, "cpu", options, [refusal, new("webgpu", second.Message)]);
            }
        }
    }

    /// <inheritdoc/>
    public IInferenceSession Open(string modelPath) => _share(_inner.Open(modelPath));

    /// <summary>Waits for the device and lets go of what was shared.</summary>
    public void Dispose()
    {
        _cuda?.Dispose();
        _inner.Dispose();
    }

    private static SharedBackend OnCuda(VulkanDevice device, OnnxBackendOptions options)
    {
        var sharing = SharingChoice.ForDevice(device);
        if (sharing.Chosen == SharingKind.Staged) return Staged(OnnxBackend.Create("cuda", options), [], sharing);
        var link = CudaLink.Create(device);
        try
        {
            var inner = OnnxBackend.Create("cuda", options with { Stream = link.Stream });
            return new SharedBackend(inner, inner.Choice, sharing, new VulkanTensorOps(device, TensorMemory.Exported), session => new CudaSession(session, device, link), link);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    private static SharedBackend WithoutCuda(VulkanDevice device, string provider, OnnxBackendOptions options, IReadOnlyList<BackendRefusal> refused)
    {
        var inner = OnnxBackend.Create(provider, options);
        var sharing = SharingChoice.ForHost(device);
        // A provider on another device copies from host memory anyhow.
        if (inner.Choice.Chosen != "cpu" || sharing.Chosen == SharingKind.Staged) return Staged(inner, refused, sharing);
        var memory = sharing.Chosen == SharingKind.Imported ? TensorMemory.Imported : TensorMemory.Mapped;
        return new SharedBackend(inner, inner.Choice with { Refused = refused }, sharing, new VulkanTensorOps(device, memory), session => new HostSession(session, device), null);
    }

    private static SharedBackend Staged(OnnxBackend inner, IReadOnlyList<BackendRefusal> refused, SharingChoice sharing) =>
        new(inner, inner.Choice with { Refused = refused }, sharing with { Chosen = SharingKind.Staged }, inner.Ops, session => session, null);
}
