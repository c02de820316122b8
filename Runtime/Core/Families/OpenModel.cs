using Scumble.Decoding;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A model whose graphs can run. Owns the sessions. One thread.</summary>
public abstract class OpenModel : IDisposable
{
    /// <param name="family">The family.</param>
    /// <param name="backend">What the graphs run on; not owned.</param>
    /// <param name="sessions">The graphs; owned once the model is constructed.</param>
    protected OpenModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(sessions);
        (Ops, Sessions) = (backend.Ops, sessions);
        (Defaults, Scheduler) = (family.Defaults(sessions.Folder), family.Scheduler(sessions.Folder));
    }

    /// <summary>What it uses where a request says nothing.</summary>
    public ModelDefaults Defaults { get; }

    /// <summary>The process that the network was trained on, and what it predicts.</summary>
    public SchedulerConfig Scheduler { get; }

    /// <summary>The graphs.</summary>
    public ModelSessions Sessions { get; }

    /// <summary>The arithmetic on the graphs' tensors.</summary>
    protected ITensorOps Ops { get; }

    /// <summary>Channels that the network gives, where its graph leaves that open; 0 for the latent's.</summary>
    protected virtual int OutputChannels => 0;

    /// <summary>Blocks of a transformer that takes a residual for each; 0 for other networks.</summary>
    protected virtual int BlockCount => 0;

    /// <summary>The network that denoises.</summary>
    protected virtual IInferenceSession Denoiser => Sessions["unet"];

    /// <summary>What is denoised for one picture, for example [1, 4, h/8, w/8].</summary>
    public abstract TensorShape LatentShape(int width, int height);

    /// <summary>What <see cref="Encode"/> took off every latent: an autoencoder's shift, scaled.</summary>
    public virtual double LatentShift => 0;

    /// <summary>A model for pictures of a smaller size whose result this one enlarges, or null. It shares the sessions.</summary>
    public virtual OpenModel? Base => null;

    /// <summary>How many times larger than <see cref="Base"/>'s the pictures are, along either axis.</summary>
    public virtual int BaseFactor => 1;

    /// <summary>The settings of the model's own schedule for one size in pixels.</summary>
    public ScheduleOptions ScheduleOptions(int width, int height)
    {
        if (Scheduler.DynamicShift is not { } shift) return Scheduler.Options;
        var latent = LatentShape(width, height);
        return Scheduler.Options with { Shift = shift.Of(shift.Mu(latent[2] / 2 * (latent[3] / 2))) };
    }

    /// <summary>What the network is told for a request. The caller disposes it before the next call.</summary>
    /// <exception cref="InvalidRequestException">The prompt is one that the model cannot read.</exception>
    public abstract Conditions Tell(ConditionInput input);

    /// <summary>The network for a batch of latents, in as many calls as its graph needs. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="rows">1, or 2 under guidance.</param>
    public DenoiserRows CreateRows(int width, int height, int rows) => new(Ops,
        DenoiserNetwork.TakesOneRow(Denoiser) ? [.. Enumerable.Range(0, rows).Select(_ => CreateNetwork(width, height, 1))] : [CreateNetwork(width, height, rows)]);

    /// <summary>The network for batches of latents that its graph takes in one call. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="rows">1, or 2 under guidance.</param>
    protected virtual DenoiserNetwork CreateNetwork(int width, int height, int rows) =>
        new(Ops, Denoiser, LatentShape(width, height).WithLeading(rows), outputChannels: OutputChannels, blockCount: BlockCount);

    /// <summary>A decoder for one size in pixels. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    public abstract LatentDecoder CreateDecoder(int width, int height, TileMode tile);

    /// <summary>Encodes a picture into what the network denoises. Once a request.</summary>
    /// <param name="planes">The picture, -1..1, [3, height, width].</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="latent">Overwritten, of <see cref="LatentShape"/>.</param>
    /// <param name="seed">Seed of the noise that latents are drawn with.</param>
    /// <param name="stream">Stream of that noise.</param>
    /// <exception cref="ScumbleException">The model has no encoder.</exception>
    public virtual void Encode(ReadOnlySpan<float> planes, int width, int height, Tensor latent, ulong seed, uint stream) => throw new InvalidRequestException(
        "start.image", "This model cannot read pictures: it has no encoder.", "Leave the picture out, or export the model with its vae_encoder.");

    /// <summary>The picture in a window of what a decoder gave, [1, channels, h, w]: RGB, sRGB-encoded.</summary>
    public virtual Image CreateImage(Tensor decoded, CropWindow window) => window.Cut(Ops, decoded, 0, 3);

    /// <summary>The material maps in the same window, or null for models of plain pictures.</summary>
    public virtual MaterialMaps? CreateMaps(Tensor decoded, CropWindow window, TileMode tile) => null;

    /// <summary>Releases what is bound to graphs between requests, where the memory budget is tight.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Closes the graphs.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the graphs, if <paramref name="disposing"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Sessions.Dispose();
    }
}
