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

    /// <summary>
    /// A device of our own on the same hardware shares with the runtime, and all work stays there; a finished texture, or a picture of the renderer's, passes
    /// through host memory once. For renderers whose devices were made without extensions for external memory, as those of most engines are.
    /// </summary>
    SecondDevice,

    /// <summary>The runtime's tensors lie in host memory, and are copied to and from the device.</summary>
    Staged,
}
