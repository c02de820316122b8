using Scumble.Materials;
using Scumble.Service;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// The service's textures in Vulkan memory. Every texture is a new set of images, written before any frame samples it and never again; nothing here waits for the
/// device, but where a fifth size replaces one of four. One thread, that of the pump; dispose it after the service, before the backend and the device.
/// </summary>
public sealed class VulkanTextureStore : ITextureStore, IDisposable
{
    // Sizes that games alternate between.
    private const int Sizes = 4;

    private readonly VulkanDevice _device;
    private readonly Landings? _landings;
    private readonly SharedBackend? _backend;
    private readonly VulkanImageOps _images;
    private readonly VulkanTensorOps _staging;

    /// <param name="device">Where textures are.</param>
    /// <param name="backend">What generates into textures in place, where it does so within the pump; null where pixels come from the host.</param>
    /// <param name="rendererFamily">The queue family that samples them; null for the device's own.</param>
    public VulkanTextureStore(VulkanDevice device, SharedBackend? backend = null, uint? rendererFamily = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (backend is not null && backend.Device != device) throw new ArgumentException("The backend shares with another device.", nameof(backend));
        (_device, _backend, RendererFamily) = (device, backend, rendererFamily ?? device.QueueFamily);
        _landings = backend is null ? null : new Landings(backend, Sizes);
        (_images, _staging) = (new VulkanImageOps(device), new VulkanTensorOps(device, TensorMemory.Mapped));
    }

    /// <summary>The last frame that was submitted: set it before every <see cref="TextureService.Pump"/>. What the service drops is freed once that frame has passed.</summary>
    public TimelinePoint? LastFrame { get; set; }

    /// <summary>The queue family that samples the textures.</summary>
    public uint RendererFamily { get; }

    /// <inheritdoc/>
    public bool IsLost => _device.IsLost;

    /// <inheritdoc/>
    public ISliceWatch? Watch() => _backend?.Memory.Watch();

    /// <inheritdoc/>
    public IEnumerable<IStoredTexture?> Upload(TextureContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Parts(content);
    }

    /// <inheritdoc/>
    public IStoredTarget? CreateTarget(int width, int height, MaterialLayout? layout)
    {
        if (_backend is null) return null;
        if (layout is null)
        {
            var picture = new GpuPicture(_backend, width, height, _landings);
            return new VulkanStoredTarget(this, picture, new Dictionary<MaterialMap, GpuTexture> { [MaterialMap.BaseColor] = picture.Texture });
        }
        var material = new GpuMaterial(_backend, width, height, layout, _landings);
        return new VulkanStoredTarget(this, material, layout.Maps.ToDictionary(map => map, map => material[map]));
    }

    /// <summary>Lets go of what it works with.</summary>
    public void Dispose()
    {
        _landings?.Dispose();
        _images.Dispose();
    }

    // One map in each part.
    private IEnumerable<IStoredTexture?> Parts(TextureContent content)
    {
        var textures = new Dictionary<MaterialMap, GpuTexture>();
        var isDone = false;
        try
        {
            foreach (var map in content.Maps)
            {
                var image = content[map];
                var texture = new GpuTexture(_device, image.Width, image.Height, map.Format);
                textures.Add(map, texture);

                // A buffer of its own, so that nobody waits for it to be free; freed once it was read.
                using (var staged = (VulkanTensor)_staging.Create(new TensorShape(image.Height, image.Width, image.Channels), ElementType.Float32))
                {
                    staged.Write<float>(image.Pixels);
                    _images.WritePicture(texture, staged);
                    _images.BuildLevels(texture, map.Filter);
                }
                if (textures.Count == content.Maps.Count) break;
                yield return null;
            }
            var stored = new VulkanStoredTexture(this, textures);
            foreach (var map in stored.Maps) _ = stored[map];
            isDone = true;
            yield return stored;
        }
        finally
        {
            if (!isDone)
                foreach (var texture in textures.Values) texture.Dispose();
        }
    }
}
