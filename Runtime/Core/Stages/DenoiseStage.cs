using Scumble.Families;
using Scumble.Imaging;
using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// A model's network for one canvas, or for as many pictures of its size at once: its bindings and buffers, and the latent that it denoises. Kept from one run to the next of its kind.
/// Owns its buffers, not the model. One thread.
/// </summary>
public sealed class DenoiseStage : IDisposable
{
    private readonly OpenModel _model;
    private readonly ITensorOps _ops;
    private DenoiserRows? _network;
    private DenoiserRows? _conditional;
    private DenoiserBuffers? _buffers;
    private NoiseRotation? _rotation;
    private Steering? _steering;

    /// <param name="model">The model.</param>
    /// <param name="ops">The arithmetic of its backend.</param>
    /// <param name="width">Width of the canvas in pixels, of a size that the model makes.</param>
    /// <param name="height">Height of the canvas in pixels.</param>
    /// <param name="isGuided">Whether runs have classifier-free guidance.</param>
    /// <param name="tile">The axes on which the picture repeats.</param>
    /// <param name="pictures">Pictures that are denoised together.</param>
    public DenoiseStage(OpenModel model, ITensorOps ops, int width, int height, bool isGuided, TileMode tile, int pictures = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictures);
        (_model, _ops, Width, Height, IsGuided, Tile, Pictures) = (model, ops, width, height, isGuided, tile, pictures);
        Latent = ops.Create(model.LatentShape(width, height).WithLeading(pictures), ElementType.Float32); // [b, c, h, w]
    }

    /// <summary>Width of the canvas in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the canvas in pixels.</summary>
    public int Height { get; }

    /// <summary>Whether runs have classifier-free guidance.</summary>
    public bool IsGuided { get; }

    /// <summary>The axes on which the picture repeats.</summary>
    public TileMode Tile { get; }

    /// <summary>Pictures that are denoised together.</summary>
    public int Pictures { get; }

    /// <summary>What is denoised, a row for each picture: a <see cref="Start"/> writes it, a run changes it in place.</summary>
    public Tensor Latent { get; }

    /// <summary>Channels that the network reads behind the latent.</summary>
    /// <exception cref="InvalidOperationException">There are no conditions yet.</exception>
    public int ExtraChannelCount => Network.ExtraChannelCount;

    /// <summary>The noise that a run starts from: the seed's, where the model does so turned as the prompt says whose conditions were set last.</summary>
    public INoise StartNoise => _rotation ?? _ops.Noise;

    /// <summary>The networks, one for all rows of a batch or one for each, for ControlNets to join.</summary>
    internal IReadOnlyList<DenoiserNetwork> Parts => Network.Parts;

    // Rows of one picture; those of all stand side by side, so that each kind of row is one part of the batch.
    private int Copies => IsGuided ? _model.Abilities.GuidedRows : 1;

    private DenoiserRows Network => _network ?? throw new InvalidOperationException("The network has no conditions yet.");

    /// <summary>Sets what the network is to show, for all runs from now on.</summary>
    /// <param name="conditions">Copied.</param>
    /// <param name="hasUnguidedSteps">Whether some steps of a guided run have scale 1, and should cost half.</param>
    /// <param name="picture">Which of the pictures; the first is set first, and then each.</param>
    /// <exception cref="Diagnostics.ScumbleException">The prompt is of another shape than the first picture's.</exception>
    public void SetConditions(Conditions conditions, bool hasUnguidedSteps, int picture = 0)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(picture, Pictures);
        var fits = _network?.Fits(conditions.Positive) != false && hasUnguidedSteps == (_conditional is not null);
        if (!fits && picture > 0) throw new Diagnostics.ScumbleException("Prompts of different length cannot be denoised together.", "Make each of them alone, or write prompts of one length.");
        if (!fits) ReleaseNetwork();
        if (_network is null)
        {
            _rotation ??= _model.CreateNoiseRotation(Width, Height);
            _network = _model.CreateRows(Width, Height, Copies * Pictures, Tile);
            _conditional = hasUnguidedSteps ? _model.CreateRows(Width, Height, Pictures, Tile) : null;
            _buffers = new DenoiserBuffers(_ops, Latent.Shape, copies: _model.Abilities.GuidedRows);
        }
        for (var copy = 0; copy < Copies - 1; copy++) _network.Set((copy * Pictures) + picture, conditions.Negative!);
        _network.Set(((Copies - 1) * Pictures) + picture, conditions.Positive);
        _conditional?.Set(picture, conditions.Positive);
        _rotation?.Set(conditions.Positive);
    }

    /// <summary>Sets the channels that stand behind the latent.</summary>
    /// <param name="channels">[1, <see cref="ExtraChannelCount"/>, h, w]. Copied. A picture is not told to the first of three rows under guidance.</param>
    public void SetExtraChannels(Tensor channels)
    {
        Network.SetExtraChannels(channels, firstRow: Copies == 3 ? 1 : 0);
        _conditional?.SetExtraChannels(channels);
    }

    /// <summary>Sets the ControlNets that steer all runs from now on, or none. Those that were set before stay bound.</summary>
    /// <param name="controls">In the order in which their residuals are summed.</param>
    /// <param name="seed">The run's seed, for pictures that are encoded.</param>
    /// <exception cref="Diagnostics.ScumbleException">The network cannot be steered, or not by these ControlNets.</exception>
    public void SetControls(IReadOnlyList<ControlInput> controls, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(controls);
        (_steering ??= new Steering(_model, _ops, this)).Set(controls, seed);
    }

    /// <summary>The run from what the latent holds, step by step.</summary>
    /// <param name="plan">How to sample.</param>
    /// <param name="seeds">Seed of the noise that the sampler adds, for each picture.</param>
    public IEnumerable<SamplerStep> Run(SamplingPlan plan, params IReadOnlyList<ulong> seeds)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds.Count, Pictures, nameof(seeds));
        return plan.Sampler.Run(new SamplerInput
        {
            Ops = _ops,
            Denoiser = _model.Scheduler.CreateDenoiser(_buffers!, Predictor(plan.Guidance)),
            Sigmas = plan.Visited,
            Latent = Latent,
            Seed = seeds[0],
            Seeds = seeds.Count > 1 ? seeds : null,
            Options = plan.Options,
            CallCount = plan.CallCount,
        });
    }

    /// <summary>Whether the latent lies in the host's memory, where looking at its numbers waits for no device.</summary>
    internal bool IsOnHost => Latent is HostTensor;

    /// <summary>Makes sure that what a run begins with is finite: what the network is told, the latent, and the channels behind it.</summary>
    /// <param name="extra">Those channels, or null.</param>
    /// <exception cref="Diagnostics.ScumbleException">It is not.</exception>
    internal void RequireFiniteStart(Tensor? extra)
    {
        RequireFiniteConditions();
        if (!_ops.IsFinite(Latent) || (extra is not null && !_ops.IsFinite(extra))) throw NotFinite.Start();
    }

    /// <summary>Makes sure that the latent and the network's last output are finite, after the steps.</summary>
    /// <param name="count">Steps of the run.</param>
    /// <exception cref="Diagnostics.ScumbleException">They are not.</exception>
    internal void RequireFiniteEnd(int count)
    {
        if (_ops.IsFinite(Latent) && (_buffers is null || _ops.IsFinite(_buffers.Output))) return;
        RequireFiniteConditions();
        throw NotFinite.Network(_network?.Parts[0].Session.ModelPath ?? _model.Sessions.Folder.Path, null, count);
    }

    /// <summary>Releases what is bound to the network, so that it may be closed; it needs its conditions again.</summary>
    public void ReleaseNetwork()
    {
        _steering?.Dispose();
        _rotation?.Dispose();
        _buffers?.Dispose();
        _conditional?.Dispose();
        _network?.Dispose();
        (_steering, _rotation, _buffers, _conditional, _network) = (null, null, null, null, null);
    }

    /// <summary>Releases everything.</summary>
    public void Dispose()
    {
        ReleaseNetwork();
        Latent.Dispose();
    }

    private void RequireFiniteConditions()
    {
        foreach (var (input, tensor) in (_network?.Parts ?? []).SelectMany(part => part.Conditions))
            if (!_ops.IsFinite(tensor)) throw NotFinite.Condition(input);
    }

    private IPredictor Predictor(GuidancePlan? guidance) => guidance is null ? Checked(Network)
        : new ClassifierFreeGuidance(_buffers!, Checked(Network), guidance.Scales, guidance.Interval, guidance.Rescale, _conditional is null ? null : Checked(_conditional),
            Copies == 3 ? guidance.ImageScale ?? 1 : null);

    // On a device the end of the run is looked at, for every look would wait.
    private IPredictor Checked(DenoiserRows network) => IsOnHost ? new FinitePredictor(_ops, network) : network.Predictor;
}
