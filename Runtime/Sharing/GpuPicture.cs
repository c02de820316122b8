using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>A plain picture as a texture of Vulkan's, generated in place. One thread.</summary>
public sealed class GpuPicture : GpuTarget
{
    /// <param name="backend">What generates; it must outlive the picture.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out.</exception>
    public GpuPicture(SharedBackend backend, int width, int height) : this(backend, width, height, null)
    {
    }

    internal GpuPicture(SharedBackend backend, int width, int height, Landings? landings) : base(backend, width, height, landings) =>
        Texture = new GpuTexture(Device, width, height, TexelFormat.Rgba8Srgb);

    /// <summary>RGB, sRGB-encoded; a material's base colour.</summary>
    public GpuTexture Texture { get; }

    /// <inheritdoc/>
    public override MaterialLayout? Layout => null;

    /// <inheritdoc/>
    protected override void Write(VulkanTensor planes, CropWindow window, TileMode tile)
    {
        Images.WritePlanes(Texture, planes, 0, 3, x: window.X, y: window.Y);
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
