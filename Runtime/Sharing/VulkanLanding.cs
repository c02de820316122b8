using Scumble.Cuda;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Where tensors of a runtime arrive in Vulkan memory or leave it, and how CUDA sees that place, where it does. Owns both. The runtime's work on it must have passed before it is disposed.</summary>
internal class VulkanLanding(VulkanTensor tensor, CudaImport? import = null) : IDisposable
{
    /// <summary>For kernels.</summary>
    public VulkanTensor Tensor => tensor;

    /// <summary>For CUDA's copies.</summary>
    public CudaTensor? InCuda { get; } = import is null ? null : new CudaTensor(import.Address, tensor.Shape, tensor.ElementType);

    public virtual void Dispose()
    {
        InCuda?.Dispose();
        import?.Dispose();
        tensor.Dispose();
    }
}
