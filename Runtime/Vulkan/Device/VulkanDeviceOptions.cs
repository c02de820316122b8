namespace Scumble.Vulkan;

/// <summary>Settings of <see cref="VulkanDevice.Create"/>.</summary>
public sealed record VulkanDeviceOptions
{
    /// <summary>Only the device with this UUID, so that it is the one that another API (CUDA) runs on; null for the fastest kind.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>UUIDs of devices that go before all others where they fit, the first of them first: those that another API sees, where it need not be a certain one.</summary>
    public IReadOnlyList<Guid> Preferred { get; init; } = [];

    /// <summary>
    /// Whether what computes here gives way to what others draw on the same hardware, as far as the driver knows how: by VK_KHR_global_priority (or VK_EXT_global_priority) its queue is of
    /// the low priority of the whole system. Drivers without it share the hardware out as they like.
    /// </summary>
    public bool GivesWay { get; init; }

    /// <summary>Receives each warning and error of the Khronos validation layer, from any thread; null leaves the layer out.</summary>
    public Action<string>? OnValidationMessage { get; init; }

    /// <summary>PFN_vkGetInstanceProcAddr, for a program that loads Vulkan itself; 0 takes the machine's loader.</summary>
    public nint GetInstanceProcAddr { get; init; }
}
