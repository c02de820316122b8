using Scumble.Cuda;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>The memory of a Vulkan tensor, imported. The tensor must outlive it; its memory is kept until the runs that use it have passed.</summary>
internal sealed class SharedCudaView : ICudaView
{
    private readonly VulkanTensor _tensor;
    private readonly VulkanDevice _device;
    private readonly CudaImport _import;

    public SharedCudaView(VulkanTensor tensor, VulkanDevice device, CudaLink link)
    {
        (_tensor, _device) = (tensor, device);
        var memory = tensor.Export();
        _import = new CudaImport(link.Device, memory.Handle, memory.AllocatedBytes);
        Tensor = new CudaTensor(_import.Address + (ulong)memory.OffsetInBytes, tensor.Shape, tensor.ElementType);
    }

    public CudaTensor Tensor { get; }

    public void BeforeRun()
    {
    }

    public void AfterRun() => _device.Commands.KeepForNext(_tensor);

    public void Dispose()
    {
        Tensor.Dispose();
        _import.Dispose();
    }
}
