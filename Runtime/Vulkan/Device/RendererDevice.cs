namespace Scumble.Vulkan;

/// <summary>
/// A renderer's own Vulkan objects, as raw handles, so that any binding can hand them over. They must outlive the
/// <see cref="VulkanDevice"/> that borrows them; nothing here is ever freed by it.
/// </summary>
public sealed record RendererDevice
{
    /// <summary>VkInstance.</summary>
    public required nint Instance { get; init; }

    /// <summary>VkPhysicalDevice.</summary>
    public required nint PhysicalDevice { get; init; }

    /// <summary>VkDevice.</summary>
    public required nint Device { get; init; }

    /// <summary>VkQueue, of a family that computes.</summary>
    public required nint Queue { get; init; }

    /// <summary>The family of <see cref="Queue"/>.</summary>
    public required uint QueueFamily { get; init; }

    /// <summary>The device extensions that the renderer enabled, at least those of <see cref="VulkanRequirements.OptionalExtensions"/> that it did.</summary>
    public IReadOnlyList<string> EnabledExtensions { get; init; } = [];

    /// <summary>The features that the renderer enabled; <see cref="VulkanRequirements.Features"/> are required.</summary>
    public required VulkanFeatures EnabledFeatures { get; init; }

    /// <summary>Held (as a monitor) while the queue is used, because Vulkan lets one thread at a time use a queue. Null if only one thread ever does.</summary>
    public object? QueueLock { get; init; }

    /// <summary>PFN_vkGetInstanceProcAddr, for a renderer that loads Vulkan itself; 0 takes the machine's loader.</summary>
    public nint GetInstanceProcAddr { get; init; }
}
