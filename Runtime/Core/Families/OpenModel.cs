using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;
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
        (Family, Ops, Sessions) = (family, backend.Ops, sessions);
        (Defaults, Scheduler) = (family.Defaults(sessions.Folder), family.Scheduler(sessions.Folder));
        Abilities = ModelAbilities.Of(family, sessions.Folder, Defaults);
    }

    /// <summary>The family.</summary>
    public ModelFamily Family { get; }

    /// <summary>What it uses where a request says nothing.</summary>
    public ModelDefaults Defaults { get; }

    /// <summary>What it can do.</summary>
    public ModelAbilities Abilities { get; }

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

    /// <summary>The component that denoises.</summary>
    protected virtual string Network => "unet";

    /// <summary>The network that denoises, as it lies on disk.</summary>
    protected IInferenceSession Denoiser => Sessions[Network];

    /// <summary>Opens a model: all graphs at once if they fit the memory budget together.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="backend">What it runs on; not owned, and disposed after the model.</param>
    /// <param name="memoryBudgetInBytes">The memory for weights and what runs need, or null for no limit.</param>
    /// <param name="cancellation">Stops between graphs.</param>
    /// <exception cref="ScumbleException">The model is damaged or of no known family.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open.</exception>
    public static async Task<OpenModel> OpenAsync(
        ModelFolder folder, IInferenceBackend backend, long? memoryBudgetInBytes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(backend);
        var family = ModelFamilies.Of(folder);
        var sessions = await ModelSessions.OpenAsync(folder, backend, family.GraphsOf(folder), memoryBudgetInBytes, cancellation).ConfigureAwait(false);
        try
        {
            return family.Join(backend, sessions);
        }
        catch
        {
            sessions.Dispose();
            throw;
        }
    }

    /// <summary>What is denoised for one picture, for example [1, 4, h/8, w/8].</summary>
    public abstract TensorShape LatentShape(int width, int height);

    /// <summary>What <see cref="EncodePicture"/> took off every latent: an autoencoder's shift, scaled.</summary>
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
    public abstract Conditions EncodePrompt(ConditionInput input);

    /// <summary>The network for a batch of latents, in as many calls as its graph needs. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="rows">1, or <see cref="ModelAbilities.GuidedRows"/> under guidance, for each picture.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    public DenoiserRows CreateRows(int width, int height, int rows, TileMode tile)
    {
        var session = SessionOf(Sessions.Folder.Require(Network), tile);
        if (session.RequireInput(PortNames.Sample).Dimensions is [> 1 and var batch, ..] && batch != rows)
            throw new InvalidRequestException("guidance.scale", $"'{session.ModelPath}' was exported for {batch} rows at a time; this run has {rows}.",
                batch == Abilities.GuidedRows ? $"Use a guidance scale other than 1, which takes {batch} rows, or export the network with an open batch." : "Export the network with an open batch.");
        return new DenoiserRows(Ops, DenoiserNetwork.TakesOneRow(session)
            ? [.. Enumerable.Range(0, rows).Select(_ => CreateNetwork(session, width, height, 1))] : [CreateNetwork(session, width, height, rows)]);
    }

    /// <summary>Whether the network's graph takes as many rows in one call as there are.</summary>
    public bool TakesBatches => Sessions.Folder.Require(Network).Header.Inputs is var inputs && inputs.Find(PortNames.Sample) is { Dimensions: [< 0, ..] } && inputs.Find(Residuals.Blocks) is null;

    /// <summary>The graph of a component as pictures need it that repeat: changed, unless the model repeats by itself or cannot be made to.</summary>
    /// <param name="component">A component of this model or from elsewhere.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    public IInferenceSession SessionOf(ModelComponent component, TileMode tile) =>
        Sessions.Of(component, RewritesFor(tile));

    /// <summary>What is changed in the model's graphs for pictures that repeat.</summary>
    /// <param name="tile">The axes on which they do.</param>
    public IReadOnlyList<Rewrite> RewritesFor(TileMode tile) => Defaults.CanRepeat ? Rewrites.Seamless(Wrap.X(tile), Wrap.Y(tile)) : [];

    /// <summary>The network for batches of latents that its graph takes in one call. The caller disposes it before the model.</summary>
    /// <param name="session">The network's graph.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="rows">1, or 2 under guidance, for each picture.</param>
    protected virtual DenoiserNetwork CreateNetwork(IInferenceSession session, int width, int height, int rows) =>
        new(Ops, session, LatentShape(width, height).WithLeading(rows), outputChannels: OutputChannels, blockCount: BlockCount);

    /// <summary>What turns the noise that a run of one size in pixels starts from; null where nothing does. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    public NoiseRotation? CreateNoiseRotation(int width, int height) =>
        Abilities.RotatesNoise ? new(Ops, Sessions[RotatedNoise.Component], LatentShape(width, height)) : null;

    /// <summary>A decoder for one size in pixels. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    public abstract LatentDecoder CreateDecoder(int width, int height, TileMode tile);

    /// <summary>Whether it has a decoder of its own for previews: smaller, quicker, and of the same latents, sizes and channels.</summary>
    public virtual bool HasPreviewDecoder => false;

    /// <summary>The decoder for previews, of one size in pixels. The caller disposes it before the model.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    /// <exception cref="ScumbleException">Its graph is damaged, or does not give the decoder's channels.</exception>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public virtual LatentDecoder CreatePreviewDecoder(int width, int height, TileMode tile) => throw new InvalidOperationException("The model has no decoder for previews.");

    /// <summary>Encodes a picture into what the network denoises. Once a request.</summary>
    /// <param name="planes">The picture, -1..1, [1, 3, height, width], of the backend's ops.</param>
    /// <param name="latent">Overwritten, of <see cref="LatentShape"/>.</param>
    /// <param name="seed">Seed of the noise that latents are drawn with.</param>
    /// <param name="stream">Stream of that noise.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    /// <exception cref="ScumbleException">The model has no encoder (<see cref="ModelFamily.ReadsPictures"/>).</exception>
    public abstract void EncodePicture(Tensor planes, Tensor latent, ulong seed, uint stream, TileMode tile);

    /// <summary>Encodes a picture into what a network reads behind its latent (<see cref="ExtraChannels.Picture"/>): the encoder's mean in its own units, without noise.</summary>
    /// <param name="planes">As for <see cref="EncodePicture"/>.</param>
    /// <param name="latent">Overwritten, of <see cref="LatentShape"/>.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    /// <exception cref="InvalidOperationException">The model's network reads no picture.</exception>
    public virtual void EncodeRead(Tensor planes, Tensor latent, TileMode tile) => throw new InvalidOperationException("The network reads no picture.");

    /// <summary>Releases what is bound to the text encoders between requests, where the memory budget is tight.</summary>
    public virtual void ReleaseEncoders()
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
