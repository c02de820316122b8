using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// A texture of the service's in Vulkan memory, one image for each map, handed over to the renderer's queue family. Disposing it waits on nobody: its images are freed once the
/// frame has passed that <see cref="VulkanTextureStore.LastFrame"/> named then. One thread, that of the pump.
/// </summary>
public class VulkanStoredTexture : IStoredTexture
{
    private readonly VulkanTextureStore _store;
    private readonly IReadOnlyDictionary<MaterialMap, GpuTexture> _textures;
    private readonly Dictionary<MaterialMap, TextureHandover> _handovers = [];
    private bool _isDisposed;

    internal VulkanStoredTexture(VulkanTextureStore store, IReadOnlyDictionary<MaterialMap, GpuTexture> textures)
    {
        (_store, _textures) = (store, textures);
        Maps = [.. MaterialMap.All.Where(textures.ContainsKey)];
        (Width, Height) = (textures[Maps[0]].Width, textures[Maps[0]].Height);
        SizeInBytes = textures.Values.Sum(SizeOf);
    }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public IReadOnlyList<MaterialMap> Maps { get; }

    /// <inheritdoc/>
    public long SizeInBytes { get; }

    /// <summary>The images, before they are handed over.</summary>
    internal IReadOnlyDictionary<MaterialMap, GpuTexture> Textures => _textures;

    /// <summary>What the renderer samples for a map: image, view, layout, and the point that its queue waits for.</summary>
    /// <exception cref="KeyNotFoundException">There is no such map.</exception>
    public TextureHandover this[MaterialMap map]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ArgumentNullException.ThrowIfNull(map);
            if (_handovers.TryGetValue(map, out var known)) return known;
            if (!_textures.TryGetValue(map, out var texture)) throw new KeyNotFoundException($"The texture has no {map}.");
            var handover = texture.HandOver(_store.RendererFamily);
            _handovers.Add(map, handover);
            return handover;
        }
    }

    /// <summary>Records the renderer's half of the transfer between queue families, once for a texture; see <see cref="GpuTexture.RecordAcquire"/>.</summary>
    /// <param name="commandBuffer">A VkCommandBuffer of the renderer, recording, outside of a render pass.</param>
    public void RecordAcquire(nint commandBuffer)
    {
        foreach (var texture in _textures.Values) texture.RecordAcquire(commandBuffer);
    }

    /// <summary>Lets go of the images.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the images, if <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed) return;
        _isDisposed = true;
        foreach (var texture in _textures.Values)
        {
            if (_store.LastFrame is { } frame) texture.KeepUntil(frame);
            texture.Dispose();
        }
    }

    private static long SizeOf(GpuTexture texture) =>
        Enumerable.Range(0, texture.LevelCount).Sum(level => (long)Math.Max(1, texture.Width >> level) * Math.Max(1, texture.Height >> level) * texture.Format.SizeInBytes());
}
