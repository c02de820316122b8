using Scumble.Cuda;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// Tensors live on the CUDA stream, with the graphs and the arithmetic between them: going to Vulkan and back costs a switch of the device's
/// context each way, so that is done once a texture. Then CUDA copies, on the device, into exported Vulkan memory that it has imported.
/// </summary>
internal sealed class CudaMemory : SharedMemory
{
    private readonly CudaLink _link;
    private readonly CudaTensorOps _ops;

    /// <param name="device">The Vulkan device.</param>
    /// <param name="link">The order between the two. Owned.</param>
    public CudaMemory(VulkanDevice device, CudaLink link) : base(device)
    {
        (_link, _ops) = (link, new CudaTensorOps(link.Stream));
        _ops.Copied += Count;
    }

    public override ITensorOps Ops => _ops;

    public override IInferenceSession Share(IInferenceSession session) => new CudaSession(session, _link.Stream, Device.HostCopies);

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing)
    {
        if (landing is null || landing.Tensor.Shape != tensor.Shape || landing.Tensor.ElementType != tensor.ElementType)
        {
            if (landing is not null) _link.Stream.Synchronize();
            landing?.Dispose();
            landing = null;
            landing = Land(tensor.Shape, tensor.ElementType);
        }
        _link.AfterKernels();
        _link.Stream.Copy(landing.InCuda!, (CudaTensor)tensor);
        _link.BeforeKernels();
        Device.Commands.KeepForNext(landing.Tensor);
        return landing.Tensor;
    }

    public override void Dispose()
    {
        _ops.Dispose();
        _link.Dispose();
    }

    private VulkanLanding Land(TensorShape shape, ElementType elementType)
    {
        var tensor = (VulkanTensor)new VulkanTensorOps(Device, TensorMemory.Exported).Create(shape, elementType);
        try
        {
            var memory = tensor.Export();
            return new VulkanLanding(tensor, new CudaImport(_link.Device, memory.Handle, memory.AllocatedBytes));
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private void Count(long uploaded, long downloaded)
    {
        Device.HostCopies.CountUpload(uploaded);
        Device.HostCopies.CountDownload(downloaded);
    }
}
