using Scumble.Inference;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>How tensors are shared, and why no better way was taken.</summary>
/// <param name="Chosen">The way.</param>
/// <param name="Refused">The better ways, each with its reason.</param>
public sealed record SharingChoice(SharingKind Chosen, IReadOnlyList<BackendRefusal> Refused)
{
    /// <summary>With a runtime on the same device (CUDA): exported, or staged.</summary>
    public static SharingChoice ForDevice(VulkanDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return First((SharingKind.Exported, device.Capabilities.MemoryExportRefusal));
    }

    /// <summary>With a runtime on the host: imported, mapped, or staged.</summary>
    public static SharingChoice ForHost(VulkanDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return First((SharingKind.Imported, device.Capabilities.HostImportRefusal), (SharingKind.Mapped, MappingRefusal(device)));
    }

    private static SharingChoice First(params ReadOnlySpan<(SharingKind Kind, string? Refusal)> ways)
    {
        var refused = new List<BackendRefusal>();
        foreach (var (kind, refusal) in ways)
        {
            if (refusal is null) return new SharingChoice(kind, refused);
            refused.Add(new BackendRefusal(kind.ToString(), refusal));
        }
        return new SharingChoice(SharingKind.Staged, refused);
    }

    // Reading memory that is not cached takes the host many times as long as a copy by the device.
    private static string? MappingRefusal(VulkanDevice device) =>
        DeviceMemories.Has(device, MemoryPropertyFlags.HostVisibleBit | MemoryPropertyFlags.HostCoherentBit | MemoryPropertyFlags.HostCachedBit)
            ? null
            : $"{device.Name} has no mapped memory that the host caches";
}
