using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>What a request starts from: noise, a picture under noise, or either with a masked part.</summary>
internal static class RequestedStart
{
    /// <param name="ops">The arithmetic.</param>
    /// <param name="model">The model.</param>
    /// <param name="resolved">The request; the strength is filled in where there is a picture.</param>
    /// <param name="extraChannels">Channels that the network reads behind the latent.</param>
    /// <param name="noiseSeed">The seed of the noise that a run without a picture starts from.</param>
    /// <exception cref="ScumbleException">A picture cannot be read, or the model cannot use it.</exception>
    public static Start Of(ITensorOps ops, OpenModel model, ResolvedRequest resolved, int extraChannels, ulong noiseSeed)
    {
        var (start, seed, tile) = (resolved.Request.Start, resolved.Request.Seed!.Value, resolved.Request.Tile!.Value);
        var noise = new NoiseStart(ops, model.Scheduler, noiseSeed);
        if (extraChannels > 0 && (start.Image is null || start.Mask is null)) ModelAbilities.FilledIn.Require();
        if (start.Image is null) return noise;

        using var planes = PicturePlanes.Rgb(ops, start.Image, resolved.Canvas, 2, -1, start.Fit!.Value);
        using var mask = start.Mask is null ? null : PicturePlanes.Mask(ops, start.Mask, resolved.Canvas, start.Fit!.Value);
        // A masked run of full strength starts from noise alone.
        var isWhole = mask is not null && start.Strength == 1;
        var shape = model.LatentShape(resolved.Canvas.Width, resolved.Canvas.Height);
        if (mask is null) return Under(Encode(planes, NoiseStreams.StartPicture));
        if (extraChannels > 0) return new ChannelsStart(isWhole ? noise : Under(Encode(planes, NoiseStreams.StartPicture)), MaskedChannels(planes, mask), ownsChannels: true);

        var known = Encode(planes, NoiseStreams.StartPicture);
        var latentMask = PicturePlanes.ForLatent(ops, mask, shape, start.MaskRule!.Value);
        var region = new KnownRegion(ops, model.Scheduler.Process, known, latentMask, seed);
        return isWhole ? new RegionStart(noise, region, model.Scheduler, known, latentMask) : new RegionStart(Under(known), region, model.Scheduler, latentMask);

        PictureStart Under(Tensor latent) => new(ops, model.Scheduler.Process, latent, seed);

        Tensor Encode(Tensor picture, uint stream)
        {
            var latent = ops.Create(shape, ElementType.Float32);
            model.EncodePicture(picture, latent, NoiseStreams.EncodingSeed(seed), stream, tile);
            return latent;
        }

        // The mask, and the latent of the picture with the masked part grey, [1, 1 + c, h, w].
        Tensor MaskedChannels(Tensor picture, Tensor whites)
        {
            using var around = PicturePlanes.Around(ops, picture, whites);
            using var latent = Encode(around, NoiseStreams.MaskedPicture);
            using var small = PicturePlanes.ForLatent(ops, whites, new TensorShape(1, 1, shape[2], shape[3]), start.MaskRule!.Value);
            var channels = ops.Create(new TensorShape(1, 1 + shape[1], shape[2], shape[3]), ElementType.Float32);
            using var rows = ops.Reshape(channels, new TensorShape(1 + shape[1], shape[2], shape[3]));
            using var first = ops.View(rows, 0, 1);
            using var others = ops.View(rows, 1, shape[1]);
            using var flatMask = ops.Reshape(small, first.Shape);
            using var flatLatent = ops.Reshape(latent, others.Shape);
            ops.Copy(first, flatMask);
            ops.Copy(others, flatLatent);
            return channels;
        }
    }
}
