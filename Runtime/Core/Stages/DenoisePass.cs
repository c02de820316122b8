using Scumble.Families;
using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>One network from one noise level to another: what it is told, what it starts from, and its steps. Owns what it creates, not the stage. One thread.</summary>
internal sealed class DenoisePass : Pass
{
    private readonly OpenModel _model;
    private readonly ITensorOps _ops;
    private readonly DenoiseStage _stage;
    private readonly ResolvedRequest _resolved;
    private readonly SamplingPlan _plan;
    private readonly ulong _seed;
    private readonly Func<DenoiseStage, Tensor?, Start> _createStart;
    private Start? _start;

    /// <param name="model">The model.</param>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="stage">A stage of the model that fits the request.</param>
    /// <param name="resolved">The request.</param>
    /// <param name="plan">How to sample.</param>
    /// <param name="seed">Seed of the pass's noise.</param>
    /// <param name="createStart">Makes what the pass starts from, once the network has its conditions: for the stage, and what the pass before left.</param>
    public DenoisePass(
        OpenModel model, ITensorOps ops, DenoiseStage stage, ResolvedRequest resolved, SamplingPlan plan, ulong seed, Func<DenoiseStage, Tensor?, Start> createStart) =>
        (_model, _ops, _stage, _resolved, _plan, _seed, _createStart) = (model, ops, stage, resolved, plan, seed, createStart);

    public override int StepCount => _plan.Visited.StepCount;

    public override Tensor Result => _stage.Latent;

    public override double Sigma => _plan.Sigmas[^1];

    public override IReadOnlyList<string> Begin(Tensor? before)
    {
        using var conditions = new EncodeStage(_model).Run(_resolved.Conditions);
        _stage.SetConditions(conditions, !_resolved.ControlNets(_model).Any() && _plan.Guidance?.HasUnguidedSteps(_plan.Visited) == true);
        _start = _createStart(_stage, before);
        if (_start.Extra is { } channels) _stage.SetExtraChannels(channels);
        SetControls();
        _start.Begin(_stage.Latent, _plan.Visited[0]);
        if (_stage.IsOnHost) _stage.RequireFiniteStart(_start.Extra);
        return conditions.Warnings;
    }

    public override IEnumerable<SamplerStep> Steps()
    {
        foreach (var step in _stage.Run(_plan, _seed))
        {
            _start!.Restore(_stage.Latent, step.Sigma, isLast: step.StepIndex + 1 == StepCount);
            yield return step;
        }
        End();
    }

    public override void RequireFinite() => _stage.RequireFiniteEnd(StepCount);

    private void SetControls()
    {
        var (request, pictures) = (_resolved.Request, new List<Tensor>());
        try
        {
            var controls = new List<ControlInput>();
            foreach (var control in _resolved.ControlNets(_model))
            {
                var network = control.Model.Open(_model.Sessions.Folder);
                var picture = control.Extract?.Of(control.Image, _resolved.Canvas.Window, control.Fit!.Value, request.Tile!.Value) ?? control.Image;
                pictures.Add(PicturePlanes.Rgb(_ops, picture, _resolved.Canvas, 1, 0, control.Fit!.Value));
                controls.Add(new ControlInput(network, pictures[^1], new ControlSpan(control.Scale ?? 1, control.Start ?? 0, control.End ?? 1)));
            }
            _stage.SetControls(controls, request.Seed!.Value);
        }
        finally
        {
            foreach (var picture in pictures) picture.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) End();
        base.Dispose(disposing);
    }

    private void End()
    {
        if (_start is null) return;
        _start.Dispose();
        _start = null;
        if (_model.Sessions.IsTight) _stage.ReleaseNetwork();
    }
}
