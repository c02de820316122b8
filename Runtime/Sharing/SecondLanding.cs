using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>A landing in a renderer's memory, the one on our own device that belongs to it, and the host memory between them. Owns all.</summary>
/// <param name="tensor">On the renderer's device.</param>
/// <param name="own">Our own device.</param>
internal sealed class SecondLanding(VulkanTensor tensor, VulkanDevice own) : VulkanLanding(tensor)
{
    /// <summary>Where the tensor arrives on our own device, where that is another place.</summary>
    public VulkanLanding? Beyond { get; set; }

    /// <summary>What passes.</summary>
    public float[] Values { get; } = new float[tensor.Shape.ElementCount];

    public override void Dispose()
    {
        if (Beyond is not null && !own.IsLost) own.Commands.Synchronize();
        Beyond?.Dispose();
        base.Dispose();
    }
}
