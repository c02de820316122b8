using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Tensors live in host memory that Vulkan does not see: what becomes a texture is uploaded, and counted.</summary>
internal sealed class StagedMemory(VulkanDevice device) : SharedMemory(device)
{
    private readonly VulkanTensorOps _onDevice = new(device);

    public override ITensorOps Ops { get; } = new CpuTensorOps();

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing)
    {
        if (landing is null || landing.Tensor.Shape != tensor.Shape)
        {
            landing?.Dispose();
            landing = null;
            landing = new VulkanLanding((VulkanTensor)_onDevice.Create(tensor.Shape, ElementType.Float32));
        }
        landing.Tensor.Upload<float>(((CpuTensor<float>)tensor).Span);
        return landing.Tensor;
    }

    public override void Dispose()
    {
    }
}
