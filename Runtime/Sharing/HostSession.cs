using Scumble.Inference;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>A graph that runs in host memory which the Vulkan device sees too.</summary>
internal sealed class HostSession(IInferenceSession inner, VulkanDevice device) : SharedSession(inner)
{
    public override IInferenceBinding CreateBinding() => new HostBinding(Inner.CreateBinding(), device);
}
