using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Vulkan;

namespace SceneToConcept;

/// <summary>
/// Textures on the renderer's device that follow what is shown: the atlas of each piece, and a picture. Atlases are baked on a thread of the pool, one at a time; the
/// renderer's own thread brings them to the device, between two frames.
/// </summary>
internal sealed class PaintedTextures : IDisposable
{
    private readonly VulkanDevice _device;
    private readonly VulkanImageOps _ops;
    private readonly long _maxBytes;
    private readonly Dictionary<TextureHandover, GpuTexture> _textures = [];
    private readonly List<(ProjectedAtlas? Atlas, TextureHandover Texture)> _pieces = [];
    private Task<(int Piece, ProjectedAtlas Atlas, Image? Baked)>? _baking;
    private Image? _picture;

    /// <param name="device">Where.</param>
    /// <param name="maxBytes">Of a buffer that its shaders see: larger atlases are shown at half of their size, or less.</param>
    public PaintedTextures(VulkanDevice device, long maxBytes)
    {
        (_device, _ops, _maxBytes) = (device, new VulkanImageOps(device), maxBytes);
        Picture = Empty = Upload(new Image(1, 1, 4));
    }

    /// <summary>Of each piece: RGB multiplied by alpha, which is 0 where nothing is painted.</summary>
    public IReadOnlyList<TextureHandover> Atlases => [.. _pieces.Select(piece => piece.Texture)];

    /// <summary>The picture, or a texel of nothing.</summary>
    public TextureHandover Picture { get; private set; }

    /// <summary>What was brought last; what draws with any of them waits for it.</summary>
    public TimelinePoint Ready { get; private set; }

    /// <summary>Why something is not shown, once; null for nothing.</summary>
    public string? Fault { get; private set; }

    private TextureHandover Empty { get; }

    /// <summary>Begins anew, with so many pieces that are not painted.</summary>
    public void Clear(int pieces, TimelinePoint lastFrame)
    {
        for (var i = 0; i < _pieces.Count; i++) Replace(i, null, Empty, lastFrame);
        _pieces.Clear();
        _pieces.AddRange(Enumerable.Repeat(((ProjectedAtlas?)null, Empty), pieces));
    }

    /// <summary>Before a frame: brings what is baked, and begins to bake what differs.</summary>
    /// <param name="atlases">What is to be shown.</param>
    /// <param name="picture">Likewise; null for none.</param>
    /// <param name="lastFrame">The last frame that may draw with what is replaced.</param>
    /// <returns>Whether all of it is shown.</returns>
    public bool Follow(IReadOnlyList<ProjectedAtlas> atlases, Image? picture, TimelinePoint lastFrame)
    {
        Fault = null;
        if (!ReferenceEquals(picture, _picture))
        {
            Release(Picture, lastFrame);
            (_picture, Picture) = (picture, picture is null ? Empty : Bring(picture));
        }
        if (_baking is { IsCompleted: true })
        {
            var (piece, atlas, baked) = _baking.GetAwaiter().GetResult();
            _baking = null;
            // The scene may have changed meanwhile, or the state gone on.
            if (piece < atlases.Count && ReferenceEquals(atlases[piece], atlas)) Replace(piece, atlas, baked is null ? Empty : Bring(baked), lastFrame);
        }
        var next = Enumerable.Range(0, atlases.Count).Where(i => !ReferenceEquals(atlases[i], _pieces[i].Atlas)).Select(i => (int?)i).FirstOrDefault();
        if (_baking is null && next is { } open) _baking = Task.Run(() => (open, atlases[open], Bake(atlases[open], _maxBytes)));
        return next is null && _baking is null;
    }

    public void Dispose()
    {
        _baking?.Wait();
        foreach (var texture in _textures.Values) texture.Dispose();
        _ops.Dispose();
    }

    // What is not painted stays as it was asked for, below 0: it has no colour to mix in.
    private static Image? Bake(ProjectedAtlas atlas, long maxBytes)
    {
        if (atlas.Coverage == 0) return null;
        var (baked, image) = (atlas.Bake(open: new(-1)), new Image(atlas.Edge, atlas.Edge, 4));
        for (var i = 0; i < atlas.Edge * atlas.Edge; i++)
        {
            if (baked.Pixels[3 * i] < 0) continue;
            for (var c = 0; c < 3; c++) image.Pixels[(4 * i) + c] = baked.Pixels[(3 * i) + c];
            image.Pixels[(4 * i) + 3] = 1;
        }
        while (16L * image.Width * image.Height > maxBytes) image = Resize.To(image, image.Width / 2, image.Height / 2);
        return image;
    }

    // The device's memory may have run out: the rest goes on.
    private TextureHandover Bring(Image image)
    {
        try
        {
            return Upload(image);
        }
        catch (ScumbleException e)
        {
            Fault = $"What was painted cannot be shown: {e.Message} {e.Hint}";
            return Empty;
        }
    }

    private TextureHandover Upload(Image image)
    {
        var texture = new GpuTexture(_device, image.Width, image.Height, TexelFormat.Rgba8Srgb);
        using var tensor = image.Upload(_ops.Tensors);
        _ops.WritePicture(texture, tensor);
        _ops.BuildLevels(texture, MipFilter.Srgb);
        var handover = texture.HandOver(_device.QueueFamily);
        _textures.Add(handover, texture);
        Ready = handover.Ready;
        return handover;
    }

    private void Replace(int piece, ProjectedAtlas? atlas, TextureHandover texture, TimelinePoint lastFrame)
    {
        Release(_pieces[piece].Texture, lastFrame);
        _pieces[piece] = (atlas, texture);
    }

    private void Release(TextureHandover texture, TimelinePoint lastFrame)
    {
        if (ReferenceEquals(texture, Empty) || !_textures.Remove(texture, out var gone)) return;
        gone.KeepUntil(lastFrame);
        gone.Dispose();
    }
}
