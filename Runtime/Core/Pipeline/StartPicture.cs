using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>The picture that a run starts from, and what of it stays. Owns its tensors. One thread.</summary>
internal sealed class StartPicture : IDisposable
{
    // A masked network reads the mask, and the latent of the picture with the masked part grey.
    private const float HalfWhite = 0.5f;

    private readonly ITensorOps _ops;
    private readonly OpenModel _model;
    private readonly ulong _seed;
    private readonly Tensor? _known;
    private readonly Tensor? _mask;
    private readonly KnownRegion? _region;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="model">The model.</param>
    /// <param name="request">It has a picture, and its strength is filled in.</param>
    /// <param name="canvas">Where the picture is made.</param>
    /// <param name="extraChannels">Channels that the network takes behind the latent.</param>
    /// <exception cref="ScumbleException">A picture cannot be read, or the model cannot use it.</exception>
    public StartPicture(ITensorOps ops, OpenModel model, TextureRequest request, Canvas canvas, int extraChannels)
    {
        (_ops, _model, _seed) = (ops, model, request.Seed!.Value);
        var (width, height, shape) = (canvas.Width, canvas.Height, model.LatentShape(canvas.Width, canvas.Height));
        var planes = Planes.Rgb(request.Start.Image!.Read(), width, height, 2, -1);
        float[]? mask = request.Start.Mask is null ? null : [.. Planes.Grey(request.Start.Mask.Read(), width, height).Select(v => v >= HalfWhite ? 1f : 0f)];
        IsWhole = mask is not null && request.Start.Strength == 1;
        if (extraChannels == 0 || !IsWhole)
        {
            _known = ops.Create(shape, ElementType.Float32);
            model.Encode(planes, width, height, _known, NoiseStreams.EncodingSeed(_seed), NoiseStreams.StartPicture, request.Tile!.Value);
        }
        if (mask is null) return;
        var small = Small(mask, width, height, shape);
        if (extraChannels > 0) Extra = CreateExtra(planes, mask, small, canvas, shape, request.Tile!.Value);
        else
        {
            _mask = ops.Create(shape, ElementType.Float32);
            ops.Upload(_mask, [.. Enumerable.Range(0, shape[1]).SelectMany(_ => small)]);
            _region = new KnownRegion(ops, model.Scheduler.Process, _known!, _mask, _seed);
        }
    }

    /// <summary>Whether the run is whole: it starts from noise alone.</summary>
    public bool IsWhole { get; }

    /// <summary>What stands behind the latent, [1, 1 + c, h, w], for networks that read a mask; else null.</summary>
    public Tensor? Extra { get; }

    /// <summary>Makes the latent what a run starts from at a noise level.</summary>
    public void Begin(Tensor latent, double sigma)
    {
        _ops.Copy(latent, _known!);
        SdEdit.AddNoise(_ops, _model.Scheduler.Process, latent, sigma, _seed);
    }

    /// <summary>After a step: sets what stays to what it is at the level reached, and at the end to the picture itself.</summary>
    /// <param name="latent">The latent.</param>
    /// <param name="sigma">The level reached.</param>
    /// <param name="isLast">Whether the run ends here.</param>
    public void Restore(Tensor latent, double sigma, bool isLast)
    {
        if (isLast) _region?.RestoreClean(latent, _model.Scheduler.InitialNoise == InitialNoise.UnitInput ? 1 / _model.Scheduler.Process.InputScale(sigma) : 1);
        else _region?.Restore(latent, sigma);
    }

    public void Dispose()
    {
        _region?.Dispose();
        foreach (var tensor in new[] { _known, _mask, Extra }) tensor?.Dispose();
    }

    // The place of a latent is masked if its first pixel is.
    private static float[] Small(float[] mask, int width, int height, TensorShape latent)
    {
        var small = new float[latent[2] * latent[3]];
        for (var y = 0; y < latent[2]; y++)
            for (var x = 0; x < latent[3]; x++) small[(y * latent[3]) + x] = mask[(y * height / latent[2] * width) + (x * width / latent[3])];
        return small;
    }

    private Tensor CreateExtra(float[] planes, float[] mask, float[] small, Canvas canvas, TensorShape shape, TileMode tile)
    {
        var size = mask.Length;
        float[] around = [.. planes.Select((v, i) => mask[i % size] == 0 ? v : 0)];
        var extra = _ops.Create(new TensorShape(1, 1 + shape[1], shape[2], shape[3]), ElementType.Float32);
        using var rows = _ops.Reshape(extra, new TensorShape(1 + shape[1], shape[2], shape[3]));
        using var first = _ops.View(rows, 0, 1);
        using var others = _ops.View(rows, 1, shape[1]);
        using var latent = _ops.Reshape(others, shape);
        _ops.Upload(first, small);
        _model.Encode(around, canvas.Width, canvas.Height, latent, NoiseStreams.EncodingSeed(_seed), NoiseStreams.MaskedPicture, tile);
        return extra;
    }
}
