using Scumble.Diagnostics;

namespace Scumble.Vulkan;

/// <summary>What a device must bring, and what it may bring. Documentation~/vulkan.md says the same to hosts.</summary>
public static class VulkanRequirements
{
    /// <summary>The least version of Vulkan, as VK_MAKE_API_VERSION packs it: 1.2.</summary>
    public const uint ApiVersion = (1u << 22) | (2u << 12);

    /// <summary>The features that must be enabled.</summary>
    public const VulkanFeatures Features = VulkanFeatures.TimelineSemaphore;

    /// <summary>The device extensions that are used where they are enabled; none is required.</summary>
    public static IReadOnlyList<string> OptionalExtensions { get; } =
        [ExternalHandles.MemoryExtension, ExternalHandles.SemaphoreExtension, HostImport.Extension];

    /// <summary>Why a device cannot be used, or null if it can.</summary>
    internal static string? Refusal(PhysicalDeviceReport device) =>
        device.ApiVersion < ApiVersion ? $"it has Vulkan {Version(device.ApiVersion)}, and {Version(ApiVersion)} is needed"
        : (device.Features & Features) != Features ? $"it lacks the feature {Features & ~device.Features}"
        : device.ComputeFamily is null ? "it has no queue that computes"
        : null;

    /// <summary>Checks that a renderer enabled what its device needs, as far as Vulkan lets a guest see that.</summary>
    /// <exception cref="ScumbleException">Something is missing; the message says what and the hint where.</exception>
    internal static void Check(RendererDevice renderer, PhysicalDeviceReport report, EntryPoints entryPoints)
    {
        if (Refusal(report) is { } refusal)
            throw new ScumbleException($"The renderer's device {report.Name} cannot be used: {refusal}.", "Choose another device in the renderer, or use the device cpu.");
        if ((renderer.EnabledFeatures & Features) != Features)
        {
            throw new ScumbleException($"The renderer's device was made without the feature {Features & ~renderer.EnabledFeatures}.",
                $"Enable {Features} in VkPhysicalDeviceVulkan12Features when the renderer creates its device, and name it in {nameof(RendererDevice.EnabledFeatures)}.");
        }
        if ((renderer.EnabledFeatures & ~report.Features) is var absent and not VulkanFeatures.None)
            throw new ScumbleException($"The renderer names the feature {absent}, which {report.Name} does not have.", $"Take it out of {nameof(RendererDevice.EnabledFeatures)}.");
        foreach (var extension in renderer.EnabledExtensions)
        {
            if (!report.Extensions.Contains(extension))
                throw new ScumbleException($"The renderer names the extension {extension}, which {report.Name} does not have.", $"Take it out of {nameof(RendererDevice.EnabledExtensions)}.");
            if (Function(extension) is { } function && entryPoints.FindOfDevice(function) == 0)
            {
                throw new ScumbleException($"The renderer names the extension {extension}, but its device was made without it: there is no {function}.",
                    $"Enable it when the renderer creates its device, or take it out of {nameof(RendererDevice.EnabledExtensions)}.");
            }
        }
        if (renderer.QueueFamily >= report.QueueFamilyCount)
            throw new ScumbleException($"The renderer names queue family {renderer.QueueFamily}; {report.Name} has {report.QueueFamilyCount}.", "Hand over the family that the queue was made with.");
        if (!report.Computes(renderer.QueueFamily))
            throw new ScumbleException($"Queue family {renderer.QueueFamily} of {report.Name} does not compute.", "Hand over a queue of a family with VK_QUEUE_COMPUTE_BIT.");
    }

    private static string? Function(string extension) =>
        extension == ExternalHandles.MemoryExtension ? ExternalHandles.MemoryFunction
        : extension == ExternalHandles.SemaphoreExtension ? ExternalHandles.SemaphoreFunction
        : extension == HostImport.Extension ? HostImport.Function
        : null;

    private static string Version(uint packed) => $"{packed >> 22 & 0x7f}.{packed >> 12 & 0x3ff}";
}
