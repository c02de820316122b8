using Scumble.Families;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// One network from noise to several pictures, each a row of every call: each is told its own prompt and draws the noise of its own seed, as alone. Owns what it
/// creates, not the stage. One thread.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="ops">The arithmetic.</param>
/// <param name="stage">A stage of the model for as many pictures.</param>
/// <param name="pictures">The requests, of one <see cref="BatchShape"/>.</param>
internal sealed class BatchPass(OpenModel model, ITensorOps ops, DenoiseStage stage, IReadOnlyList<ResolvedRequest> pictures) : Pass
{
    private readonly SamplingPlan _plan = pictures[0].Plan;
    private readonly ulong[] _seeds = [.. pictures.Select(picture => picture.Request.Seed!.Value)];
    private readonly IReadOnlyList<string>[] _warnings = new IReadOnlyList<string>[pictures.Count];

    public override int StepCount => _plan.Visited.StepCount;

    public override Tensor Result => stage.Latent;

    public override double Sigma => _plan.Sigmas[^1];

    public override IReadOnlyList<string> WarningsOf(int picture) => _warnings[picture];

    public override IReadOnlyList<string> Begin(Tensor? before)
    {
        var encode = new EncodeStage(model);
        for (var i = 0; i < pictures.Count; i++)
        {
            using var conditions = encode.Run(pictures[i].Conditions);
            stage.SetConditions(conditions, _plan.Guidance?.HasUnguidedSteps(_plan.Visited) == true, i);
            _warnings[i] = conditions.Warnings;

            // The noise of a run of its own, turned as its own prompt says, which was set last.
            using var start = new NoiseStart(stage.StartNoise, model.Scheduler, _seeds[i]);
            using var row = ops.View(stage.Latent, i, 1);
            start.Begin(row, _plan.Visited[0]);
        }
        if (stage.IsOnHost) stage.RequireFiniteStart(null);
        return [];
    }

    public override IEnumerable<SamplerStep> Steps() => stage.Run(_plan, _seeds);

    public override void RequireFinite() => stage.RequireFiniteEnd(StepCount);
}
