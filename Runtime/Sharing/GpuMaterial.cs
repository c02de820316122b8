using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// The maps of one material as textures of Vulkan's, in glTF's words, generated in place with all their levels; the twin of
/// <see cref="MaterialMaps"/>. One thread.
/// </summary>
public sealed class GpuMaterial : GpuTarget
{
    private readonly Dictionary<MaterialMap, GpuTexture> _textures = [];
    private readonly MaterialPictures _pictures;

    /// <param name="backend">What generates; it must outlive the material.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="layout">What the model decodes (<see cref="Stages.TexturePipeline.Layout"/>); null for the usual channels.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out.</exception>
    public GpuMaterial(SharedBackend backend, int width, int height, MaterialLayout? layout = null) : this(backend, width, height, layout, null)
    {
    }

    internal GpuMaterial(SharedBackend backend, int width, int height, MaterialLayout? layout, Landings? landings) : base(backend, width, height, landings)
    {
        Layout = layout ?? MaterialLayout.Usual;
        _pictures = new MaterialPictures(Images, Layout, width, height);
        try
        {
            foreach (var map in Layout.Maps) _textures.Add(map, new GpuTexture(Device, width, height, map.Format));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override MaterialLayout Layout { get; }

    /// <summary>The texture of a map, stored and averaged as its kind says.</summary>
    /// <exception cref="KeyNotFoundException">The material has no such map.</exception>
    public GpuTexture this[MaterialMap map] => _textures.TryGetValue(map, out var texture) ? texture : throw new KeyNotFoundException($"The material has no {map}.");

    /// <summary>Base colour, sRGB-encoded: a renderer samples linear light.</summary>
    public GpuTexture BaseColor => this[MaterialMap.BaseColor];

    /// <inheritdoc cref="MaterialMap.Normal"/>
    public GpuTexture Normal => this[MaterialMap.Normal];

    /// <inheritdoc cref="MaterialMap.Height"/>
    public GpuTexture HeightMap => this[MaterialMap.Height];

    /// <inheritdoc cref="MaterialMap.Roughness"/>
    public GpuTexture Roughness => this[MaterialMap.Roughness];

    /// <inheritdoc cref="MaterialMap.Metallic"/>
    public GpuTexture Metallic => this[MaterialMap.Metallic];

    /// <inheritdoc cref="MaterialMap.Occlusion"/>
    public GpuTexture Occlusion => this[MaterialMap.Occlusion];

    /// <inheritdoc/>
    protected override void Write(VulkanTensor planes, CropWindow window, TileMode tile)
    {
        _pictures.Begin(planes, window.X, window.Y, tile);
        foreach (var (map, texture) in _textures)
        {
            // What is decoded needs no picture in between.
            if (Layout.FirstChannel(map) is { } first) Images.WritePlanes(texture, planes, first, map.ChannelCount, x: window.X, y: window.Y);
            else Images.WritePicture(texture, _pictures.Of(map));
            Images.BuildLevels(texture, map.Filter);
        }
        Device.Commands.Submit();
    }

    internal override void ReleaseBuffers() => _pictures.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var texture in _textures.Values) texture.Dispose();
            _pictures.Dispose();
        }
        base.Dispose(disposing);
    }
}
