using Scumble.Inference;
using Scumble.Service;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>One way of sharing tensors between a runtime and a Vulkan device. One thread, except for <see cref="Share"/>.</summary>
internal abstract class SharedMemory(VulkanDevice device) : IDisposable
{
    /// <summary>The arithmetic on the runtime's tensors.</summary>
    public abstract ITensorOps Ops { get; }

    protected VulkanDevice Device => device;

    /// <summary>Begins to watch what graphs and arithmetic are given to do from now on; null where they return when it is done.</summary>
    public virtual ISliceWatch? Watch() => null;

    /// <summary>The runtime's graph for tensors of <see cref="Ops"/>. Owns the given one.</summary>
    public virtual IInferenceSession Share(IInferenceSession session) => session;

    /// <summary>
    /// A tensor of <see cref="Ops"/> as kernels of the Vulkan device see it, in the order of the work: the tensor itself, or a copy in
    /// <paramref name="landing"/>, which is made when it does not fit.
    /// </summary>
    public abstract VulkanTensor ToVulkan(Tensor tensor, ref VulkanLanding? landing);

    /// <summary>
    /// The way back: a tensor of <see cref="Ops"/> becomes what kernels of the Vulkan device write, in the order of the work. They write the tensor itself,
    /// or <paramref name="landing"/>, from which it is copied.
    /// </summary>
    /// <param name="tensor">Overwritten.</param>
    /// <param name="write">Records the kernels, which write every element of a tensor of the same shape.</param>
    /// <param name="landing">Made when it does not fit.</param>
    public abstract void FromVulkan(Tensor tensor, Action<VulkanTensor> write, ref VulkanLanding? landing);

    public abstract void Dispose();
}
