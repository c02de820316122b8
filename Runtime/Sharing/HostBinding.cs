using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Binds the host's view of tensors in Vulkan memory. A run waits for the kernels before it; kernels after it see what it wrote.</summary>
internal sealed class HostBinding(IInferenceBinding inner, VulkanDevice device) : IInferenceBinding
{
    private readonly Dictionary<string, Tensor> _views = [];

    public void BindInput(string name, Tensor tensor) => inner.BindInput(name, View($"in {name}", tensor));

    public void BindOutput(string name, Tensor tensor) => inner.BindOutput(name, View($"out {name}", tensor));

    public void Run(CancellationToken cancellation = default)
    {
        device.Commands.Synchronize();
        inner.Run(cancellation);
    }

    public void Dispose()
    {
        inner.Dispose();
        foreach (var view in _views.Values) view.Dispose();
    }

    private Tensor View(string key, Tensor tensor)
    {
        if (tensor is not VulkanTensor { HostAddress: not 0 and var address }) return tensor;
        if (_views.Remove(key, out var old)) old.Dispose();
        return _views[key] = HostTensor.Over(address, tensor.Shape, tensor.ElementType);
    }
}
