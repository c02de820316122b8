namespace Scumble.Vulkan;

/// <summary>How a tensor is shared with an inference runtime.</summary>
public enum SharingKind
{
    /// <summary>Device memory that the runtime imports; nothing is copied.</summary>
    Exported,

    /// <summary>Host memory that Vulkan imports; nothing is copied.</summary>
    Imported,

    /// <summary>Memory of Vulkan's that the host sees; nothing is copied.</summary>
    Mapped,

    /// <summary>Two memories with copies between them: the last resort.</summary>
    Staged,
}
