using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>One network's part of a generation: what it is told, what it starts from, and its steps. Owns what it creates, not the workspace. One thread.</summary>
internal sealed class DenoiseStage : IDisposable
{
    private readonly OpenModel _model;
    private readonly ITensorOps _ops;
    private readonly Workspace _work;
    private readonly ResolvedRequest _resolved;
    private readonly ResolvedRun _run;
    private readonly ulong _seed;
    private Steering? _steering;
    private StartPicture? _start;
    private bool _isDisposed;

    /// <param name="model">The model.</param>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="work">A workspace of the model that fits the request.</param>
    /// <param name="resolved">The request.</param>
    /// <param name="run">How to sample.</param>
    /// <param name="seed">Seed of the stage's noise.</param>
    public DenoiseStage(OpenModel model, ITensorOps ops, Workspace work, ResolvedRequest resolved, ResolvedRun run, ulong seed) =>
        (_model, _ops, _work, _resolved, _run, _seed) = (model, ops, work, resolved, run, seed);

    /// <summary>Tells the network everything. Returns what the user should know.</summary>
    /// <param name="input">What to tell.</param>
    /// <param name="extra">Channels behind the latent that another stage made, or null.</param>
    /// <exception cref="ScumbleException">The model cannot do it.</exception>
    public IReadOnlyList<string> Prepare(ConditionInput input, Tensor? extra = null)
    {
        var request = _resolved.Request;
        using var conditions = _model.Tell(input);
        if (_model.Sessions.IsTight) _model.Release();
        var hasControls = request.Controls is { Count: > 0 };
        _work.Tell(conditions, !hasControls && _run.Guidance?.HasUnguidedSteps(_run.Visited) == true);
        var network = _work.Network;
        if (extra is null && request.Start.Image is not null) _start = new StartPicture(_ops, _model, request, _resolved.Canvas, network.ExtraChannelCount);
        if ((extra ?? _start?.Extra) is { } channels) _work.SetExtraChannels(channels);
        else if (network.ExtraChannelCount > 0)
            throw new InvalidRequestException("start.mask", "This model fills in a masked part of a picture; there is no picture or no mask.",
                "Name both: a picture, and a mask that is white where it may change.");
        _steering = new Steering(_ops, _model, _resolved, network);
        return conditions.Warnings;
    }

    /// <summary>Makes the latent what the run starts from: noise, or the picture under noise. A stage that goes on from another's latent leaves this out.</summary>
    public void Begin()
    {
        var sigma = _run.Visited[0];
        if (_start is null or { IsWhole: true }) _ops.Noise.Fill(_work.Latent, _model.Scheduler.InitialScale(sigma), _seed, NoiseStreams.Initial);
        else _start.Begin(_work.Latent, sigma);
    }

    /// <summary>The steps, as they are pulled.</summary>
    public IEnumerable<SamplerStep> Steps()
    {
        var count = _run.Visited.StepCount;
        foreach (var step in _work.Run(_run, _seed))
        {
            _start?.Restore(_work.Latent, step.Sigma, isLast: step.StepIndex + 1 == count);
            yield return step;
        }
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _steering?.Dispose();
        _start?.Dispose();
        if (_model.Sessions.IsTight) _work.ReleaseNetwork();
    }
}
