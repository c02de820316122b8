using Scumble.Cuda;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Binds tensors of the CUDA stream as they are, and numbers of the host as copies on the device. A run only enqueues.</summary>
internal sealed class CudaBinding(IInferenceBinding inner, CudaStream stream, HostCopies copies) : IInferenceBinding
{
    private readonly Dictionary<string, CudaNumbers> _numbers = [];

    public void BindInput(string name, Tensor tensor)
    {
        var numbers = tensor is HostTensor host ? new CudaNumbers(host, stream, copies) : null;
        try
        {
            inner.BindInput(name, numbers?.Tensor ?? tensor);
        }
        catch
        {
            numbers?.Dispose();
            throw;
        }
        if (_numbers.Remove(name, out var old)) old.Dispose();
        if (numbers is not null) _numbers.Add(name, numbers);
    }

    public void BindOutput(string name, Tensor tensor) => inner.BindOutput(name, tensor);

    public void Run(CancellationToken cancellation = default)
    {
        foreach (var numbers in _numbers.Values) numbers.Send();
        inner.Run(cancellation);
    }

    public void Dispose()
    {
        inner.Dispose();
        foreach (var numbers in _numbers.Values) numbers.Dispose();
        _numbers.Clear();
    }
}
