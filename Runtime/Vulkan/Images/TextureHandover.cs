namespace Scumble.Vulkan;

/// <summary>What a renderer needs to draw with a <see cref="GpuTexture"/>, as raw handles and Vulkan's own numbers.</summary>
public sealed record TextureHandover
{
    /// <summary>VkImage.</summary>
    public required ulong Image { get; init; }

    /// <summary>VkImageView of all levels, for sampling: through it an sRGB texture gives linear light.</summary>
    public required ulong View { get; init; }

    /// <summary>VkFormat of the image.</summary>
    public required uint Format { get; init; }

    /// <summary>VkFormat of the view. The image is mutable between the two.</summary>
    public required uint ViewFormat { get; init; }

    /// <summary>VkImageUsageFlags of the image.</summary>
    public required uint Usage { get; init; }

    /// <summary>VkImageLayout that it is in once the renderer owns it: VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL.</summary>
    public required uint Layout { get; init; }

    /// <summary>Levels, the largest first.</summary>
    public required int LevelCount { get; init; }

    /// <summary>The queue family that owns it now.</summary>
    public required uint QueueFamily { get; init; }

    /// <summary>Whether the renderer's queue family must still acquire it: <see cref="GpuTexture.RecordAcquire"/>.</summary>
    public required bool NeedsAcquire { get; init; }

    /// <summary>What the renderer's queue waits for before it uses the texture.</summary>
    public required TimelinePoint Ready { get; init; }
}
