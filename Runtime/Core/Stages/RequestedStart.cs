using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>What a request starts from: noise, a picture under noise, or either with a masked part; and what the network reads beside it.</summary>
internal static class RequestedStart
{
    /// <param name="ops">The arithmetic.</param>
    /// <param name="model">The model.</param>
    /// <param name="resolved">The request; the strength is filled in where there is a picture.</param>
    /// <param name="stage">The stage, with its conditions.</param>
    /// <param name="noiseSeed">The seed of the noise that a run without a picture starts from.</param>
    /// <exception cref="ScumbleException">A picture cannot be read, or the model cannot use it.</exception>
    public static Start Of(ITensorOps ops, OpenModel model, ResolvedRequest resolved, DenoiseStage stage, ulong noiseSeed)
    {
        var (extraChannels, startNoise) = (stage.ExtraChannelCount, stage.StartNoise);
        var (start, seed, tile, extra) = (resolved.Request.Start, resolved.Request.Seed!.Value, resolved.Request.Tile!.Value, model.Abilities.Extra);
        var shape = model.LatentShape(resolved.Canvas.Width, resolved.Canvas.Height);
        if (extraChannels > 0 && extra == ExtraChannels.None)
            throw new ScumbleException($"The network of '{model.Sessions.Folder.Path}' takes {extraChannels} channels behind what it denoises, and nothing says what they are.", "Use the plain model of its kind.");
        if (extra == ExtraChannels.MaskedPicture && (start.Image is null || start.Mask is null)) ModelAbilities.FilledIn.Require();

        using var planes = start.Image is null ? null : PicturePlanes.Rgb(ops, start.Image, resolved.Canvas, 2, -1, start.Fit!.Value);
        using var mask = start.Mask is null ? null : PicturePlanes.Mask(ops, start.Mask, resolved.Canvas, start.Fit!.Value);
        var inner = Inner();
        return extra switch
        {
            ExtraChannels.MaskedPicture => new ChannelsStart(inner, MaskedChannels(planes!, mask!), ownsChannels: true),
            ExtraChannels.Picture => new ChannelsStart(inner, Read(planes!), ownsChannels: true),
            ExtraChannels.Depth => new ChannelsStart(inner, DepthPlane.Of(ops, resolved.Depth(model)!, resolved.Canvas, shape), ownsChannels: true),
            _ => inner,
        };

        Start Inner()
        {
            var noise = new NoiseStart(startNoise, model.Scheduler, noiseSeed);
            // A run of full strength that is masked, or whose network reads the picture, starts from noise alone.
            var isWhole = start.Strength == 1 && (mask is not null || extra == ExtraChannels.Picture);
            if (planes is null || (isWhole && (mask is null || extra == ExtraChannels.MaskedPicture))) return noise;
            var known = Encode(planes, NoiseStreams.StartPicture);
            if (mask is null || extra == ExtraChannels.MaskedPicture) return Under(known);
            var latentMask = PicturePlanes.ForLatent(ops, mask, shape, start.MaskRule!.Value);
            var region = new KnownRegion(ops, model.Scheduler.Process, known, latentMask, seed, startNoise);
            return isWhole ? new RegionStart(noise, region, model.Scheduler, known, latentMask) : new RegionStart(Under(known), region, model.Scheduler, latentMask);
        }

        PictureStart Under(Tensor latent) => new(ops, startNoise, model.Scheduler.Process, latent, seed);

        Tensor Encode(Tensor picture, uint stream)
        {
            var latent = ops.Create(shape, ElementType.Float32);
            model.EncodePicture(picture, latent, NoiseStreams.EncodingSeed(seed), stream, tile);
            return latent;
        }

        Tensor Read(Tensor picture)
        {
            var latent = ops.Create(shape, ElementType.Float32);
            model.EncodeRead(picture, latent, tile);
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
