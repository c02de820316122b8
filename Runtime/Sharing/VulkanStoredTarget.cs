using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>A texture of the service's that a generation writes in Vulkan memory, with no copy to the host. One thread, that of the pump.</summary>
public sealed class VulkanStoredTarget : VulkanStoredTexture, IStoredTarget
{
    private readonly GpuTarget _target;

    internal VulkanStoredTarget(VulkanTextureStore store, GpuTarget target, IReadOnlyDictionary<MaterialMap, GpuTexture> textures) : base(store, textures) => _target = target;

    /// <inheritdoc/>
    public MaterialLayout? Layout => _target.Layout;

    /// <inheritdoc/>
    public void Require(int width, int height) => _target.Require(width, height);

    /// <inheritdoc/>
    public void Take(DecodedTexture decoded)
    {
        _target.Take(decoded);
        _target.ReleaseBuffers();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _target.Dispose();
    }
}
