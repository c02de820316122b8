namespace Scumble.Vulkan;

/// <summary>Vulkan's device features that kernels use, in Vulkan's own words.</summary>
[Flags]
public enum VulkanFeatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>timelineSemaphore (Vulkan 1.2). Required.</summary>
    TimelineSemaphore = 1,

    /// <summary>storageBuffer16BitAccess (Vulkan 1.1): tensors of float16.</summary>
    StorageBuffer16BitAccess = 2,

    /// <summary>shaderFloat64 (Vulkan 1.0): tensors of float64.</summary>
    ShaderFloat64 = 4,
}
