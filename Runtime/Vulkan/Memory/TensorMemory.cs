namespace Scumble.Vulkan;

/// <summary>Where a tensor's bytes live, which decides who else can use them without a copy.</summary>
public enum TensorMemory
{
    /// <summary>In the device's own memory; nobody else.</summary>
    Device,

    /// <summary>In the device's own memory, exportable: another API on the same device (CUDA) imports it.</summary>
    Exported,

    /// <summary>Allocated by Vulkan and mapped for the host.</summary>
    Mapped,

    /// <summary>Ordinary host memory that Vulkan imports.</summary>
    Imported,
}
