using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>Tensors live in host memory that Vulkan imports or maps: the runtime and the kernels use them in place.</summary>
internal sealed class HostMemory(VulkanDevice device, TensorMemory memory) : SharedMemory(device)
{
    public override ITensorOps Ops { get; } = new VulkanTensorOps(device, memory);

    public override IInferenceSession Share(IInferenceSession session) => new HostSession(session, Device);

    public override VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing) => (VulkanTensor)tensor;

    public override void FromVulkan(Tensor tensor, Action<VulkanTensor> write, ref VulkanLanding? landing) => write((VulkanTensor)tensor);

    public override void Dispose()
    {
    }
}
