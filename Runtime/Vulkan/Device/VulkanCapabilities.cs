using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>What a device can do beyond the required. Each member is null if it can, else the reason why not, in one sentence for the user.</summary>
public sealed record VulkanCapabilities
{
    internal VulkanCapabilities(Vk vk, PhysicalDeviceReport report, IReadOnlyCollection<string> extensions, VulkanFeatures features)
    {
        Float16Refusal = Feature(VulkanFeatures.StorageBuffer16BitAccess);
        Float64Refusal = Feature(VulkanFeatures.ShaderFloat64);
        MemoryExportRefusal = Extension(ExternalHandles.MemoryExtension) ?? ExternalHandles.MemoryRefusal(vk, report);
        SemaphoreExportRefusal = Extension(ExternalHandles.SemaphoreExtension) ?? ExternalHandles.TimelineRefusal(vk, report);
        HostImportRefusal = Extension(HostImport.Extension);

        string? Feature(VulkanFeatures feature) => features.HasFlag(feature) ? null
            : report.Features.HasFlag(feature) ? $"the feature {feature} was not enabled on {report.Name}" : $"{report.Name} lacks the feature {feature}";
        string? Extension(string name) => extensions.Contains(name) ? null
            : report.Extensions.Contains(name) ? $"{name} was not enabled on {report.Name}" : $"{report.Name} lacks {name}";
    }

    /// <summary>Tensors of float16.</summary>
    public string? Float16Refusal { get; }

    /// <summary>Tensors of float64.</summary>
    public string? Float64Refusal { get; }

    /// <summary>Memory that another API on the same device can import.</summary>
    public string? MemoryExportRefusal { get; }

    /// <summary>Timeline semaphores that another API on the same device can import.</summary>
    public string? SemaphoreExportRefusal { get; }

    /// <summary>Buffers over ordinary host memory.</summary>
    public string? HostImportRefusal { get; }
}
