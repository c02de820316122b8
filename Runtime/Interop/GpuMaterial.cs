using Scumble.Families;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>
/// The maps of one material as textures of Vulkan's, in glTF's words, generated in place with all their levels; the twin of
/// <see cref="MaterialMaps"/>. One thread.
/// </summary>
public sealed class GpuMaterial : GpuTarget
{
    private const int HeightChannel = 3;
    private const int RoughnessChannel = 4;
    private const int MetallicChannel = 5;
    private readonly List<IDisposable> _owned = [];
    private readonly HeightPicture _heights = null!;
    private readonly Tensor _normals = null!;
    private readonly Tensor _occlusions = null!;

    /// <param name="backend">What generates; it must outlive the material.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out.</exception>
    public GpuMaterial(SharedBackend backend, int width, int height) : base(backend, width, height)
    {
        try
        {
            BaseColor = Texture(TexelFormat.Rgba8Srgb);
            Normal = Texture(TexelFormat.Rgba8);
            HeightMap = Texture(TexelFormat.Rgba16Float);
            Roughness = Texture(TexelFormat.Rgba8);
            Metallic = Texture(TexelFormat.Rgba8);
            Occlusion = Texture(TexelFormat.Rgba8);
            var ops = new VulkanTensorOps(Device);
            _heights = Own(new HeightPicture(ops, width, height));
            _normals = Own(ops.Create(new TensorShape(height, width, 3), ElementType.Float32)); // [h, w, 3]
            _occlusions = Own(ops.Create(new TensorShape(height, width, 1), ElementType.Float32)); // [h, w, 1]
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Base colour, sRGB-encoded: a renderer samples linear light.</summary>
    public GpuTexture BaseColor { get; } = null!;

    /// <summary>Tangent-space normal, (n + 1) / 2, OpenGL convention: green points to the top of the picture.</summary>
    public GpuTexture Normal { get; } = null!;

    /// <summary>Height in halves, linear; 0 is the deepest and 1 the highest point.</summary>
    public GpuTexture HeightMap { get; } = null!;

    /// <summary>Perceptual roughness, linear.</summary>
    public GpuTexture Roughness { get; } = null!;

    /// <summary>Metalness, linear.</summary>
    public GpuTexture Metallic { get; } = null!;

    /// <summary>Ambient occlusion, linear; 1 is open sky.</summary>
    public GpuTexture Occlusion { get; } = null!;

    /// <inheritdoc/>
    public override bool TakesMaterials => true;

    /// <inheritdoc/>
    protected override void Write(VulkanTensor planes, CropWindow window, TileMode tile)
    {
        Channels(BaseColor, 0, 3);
        Channels(HeightMap, HeightChannel, 1);
        Channels(Roughness, RoughnessChannel, 1);
        Channels(Metallic, MetallicChannel, 1);
        var height = _heights.From(planes, HeightChannel, window);
        Images.NormalFromHeight(_normals, height, tile, NormalFromHeight.DefaultDepth);
        Images.WritePicture(Normal, _normals);
        Images.OcclusionFromHeight(_occlusions, height, tile, NormalFromHeight.DefaultDepth);
        Images.WritePicture(Occlusion, _occlusions);
        Images.BuildLevels(BaseColor, MipFilter.Srgb);
        Images.BuildLevels(Normal, MipFilter.Normal);
        foreach (var texture in new[] { HeightMap, Roughness, Metallic, Occlusion }) Images.BuildLevels(texture, MipFilter.Linear);
        Device.Commands.Submit();

        void Channels(GpuTexture texture, int first, int count) =>
            Images.WritePlanes(texture, planes, first, count, x: window.X, y: window.Y);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var owned in _owned) owned.Dispose();
        base.Dispose(disposing);
    }

    private GpuTexture Texture(TexelFormat format) => Own(new GpuTexture(Device, Width, Height, format));

    private T Own<T>(T resource) where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
