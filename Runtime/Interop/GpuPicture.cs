using Scumble.Imaging;
using Scumble.Pipeline;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>A plain picture as a texture of Vulkan's, generated in place. One thread.</summary>
public sealed class GpuPicture : GpuTarget
{
    /// <param name="device">Where; it must outlive the picture.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out.</exception>
    public GpuPicture(VulkanDevice device, int width, int height) : base(device, width, height) =>
        Texture = new GpuTexture(device, width, height, TexelFormat.Rgba8Srgb);

    /// <summary>RGB, sRGB-encoded; a material's base colour.</summary>
    public GpuTexture Texture { get; }

    /// <inheritdoc/>
    public override bool TakesMaterials => false;

    /// <inheritdoc/>
    protected override void Write(DecodedTexture decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        Images.WritePlanes(Texture, decoded.Planes, 0, 3, x: decoded.Window.X, y: decoded.Window.Y);
        Images.BuildLevels(Texture, MipFilter.Srgb);
        Device.Commands.Submit();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Texture.Dispose();
        base.Dispose(disposing);
    }
}
