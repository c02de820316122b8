using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>One way of sharing tensors between a runtime and a Vulkan device. One thread, except for <see cref="Share"/>.</summary>
internal abstract class SharedMemory(VulkanDevice device) : IDisposable
{
    /// <summary>The arithmetic on the runtime's tensors.</summary>
    public abstract ITensorOps Ops { get; }

    protected VulkanDevice Device => device;

    /// <summary>The runtime's graph for tensors of <see cref="Ops"/>. Owns the given one.</summary>
    public virtual IInferenceSession Share(IInferenceSession session) => session;

    /// <summary>
    /// A tensor of <see cref="Ops"/> as kernels of the Vulkan device see it, in the order of the work: the tensor itself, or a copy in
    /// <paramref name="landing"/>, which is made when it does not fit.
    /// </summary>
    public abstract VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing);

    public abstract void Dispose();
}
