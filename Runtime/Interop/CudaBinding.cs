using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>
/// Binds tensors in exported Vulkan memory as CUDA sees it, and numbers of the host as copies on the device. A run only enqueues: it waits, on the
/// device, for the kernels before it, and kernels after it wait for it.
/// </summary>
internal sealed class CudaBinding(IInferenceBinding inner, VulkanDevice device, CudaLink link) : IInferenceBinding
{
    private readonly Dictionary<string, ICudaView> _views = [];

    public void BindInput(string name, Tensor tensor) => inner.BindInput(name, View($"in {name}", tensor).Tensor);

    public void BindOutput(string name, Tensor tensor) => inner.BindOutput(name, View($"out {name}", tensor).Tensor);

    public void Run()
    {
        link.AfterKernels();
        foreach (var view in _views.Values) view.BeforeRun();
        inner.Run();
        link.BeforeKernels();
        foreach (var view in _views.Values) view.AfterRun();
    }

    public void Dispose()
    {
        inner.Dispose();
        if (_views.Count > 0) link.Stream.Synchronize();
        foreach (var view in _views.Values) view.Dispose();
        _views.Clear();
    }

    private ICudaView View(string key, Tensor tensor)
    {
        ICudaView view = tensor switch
        {
            VulkanTensor shared => new SharedCudaView(shared, device, link),
            HostTensor numbers => new NumbersCudaView(numbers, device, link),
            _ => throw new ArgumentException($"A tensor in Vulkan or host memory is needed, not {tensor.GetType().Name}.", nameof(tensor)),
        };
        if (_views.Remove(key, out var old))
        {
            link.Stream.Synchronize();
            old.Dispose();
        }
        return _views[key] = view;
    }
}
