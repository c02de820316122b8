using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Tensors live in host memory that Vulkan does not see: what becomes a texture is uploaded, what comes from one downloaded, and counted.</summary>
internal sealed class StagedMemory(VulkanDevice device) : SharedMemory(device)
{
    private readonly VulkanTensorOps _onDevice = new(device);

    public override ITensorOps Ops { get; } = new CpuTensorOps();

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        landed.Upload<float>(((CpuTensor<float>)tensor).Span);
        return landed;
    }

    public override void FromVulkan(Tensor tensor, Action<VulkanTensor> write, ref VulkanLanding? landing)
    {
        var landed = Landing(tensor, ref landing);
        write(landed);
        landed.Download(((CpuTensor<float>)tensor).Span);
    }

    public override void Dispose()
    {
    }

    private VulkanTensor Landing(Tensor tensor, ref VulkanLanding? landing)
    {
        if (landing?.Tensor.Shape == tensor.Shape) return landing.Tensor;
        landing?.Dispose();
        landing = null;
        landing = new VulkanLanding((VulkanTensor)_onDevice.Create(tensor.Shape, ElementType.Float32));
        return landing.Tensor;
    }
}
