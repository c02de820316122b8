using Scumble.Families;
using Scumble.Sampling;

namespace Scumble.Stages;

/// <summary>The passes that carry a request out.</summary>
internal static class Passes
{
    /// <summary>The list: one network alone, of one picture or of several; a small one, its picture enlarged, and a larger one; or a base and its refiner.</summary>
    /// <param name="pictures">The request, or several of one <see cref="BatchShape"/> for a model alone.</param>
    /// <param name="model">The model.</param>
    /// <param name="refiner">What goes on where the model stops, or null.</param>
    /// <param name="stages">Where the models' stages are kept.</param>
    public static IReadOnlyList<Pass> Of(IReadOnlyList<ResolvedRequest> pictures, OpenModel model, OpenModel? refiner, StageCache stages)
    {
        var (resolved, ops) = (pictures[0], stages.Ops);
        var seed = resolved.Request.Seed!.Value;
        if (pictures.Count > 1) return [new BatchPass(model, ops, stages.Denoise(model, resolved, resolved.Plan, pictures.Count), pictures)];
        if (model.Base is { } smaller)
        {
            var lower = resolved.Below(smaller, model.BaseFactor);
            return
            [
                Pass(smaller, lower, lower.Plan, NoiseStreams.BaseSeed(seed), (stage, _) => RequestedStart.Of(ops, smaller, lower, stage, NoiseStreams.BaseSeed(seed))),
                new EnlargePass(ops, model.BaseFactor, resolved.Request.Tile!.Value),
                Pass(model, resolved, resolved.Plan, seed, (stage, enlarged) => new ChannelsStart(new NoiseStart(stage.StartNoise, model.Scheduler, seed), enlarged!, ownsChannels: false)),
            ];
        }
        if (refiner is null) return [Pass(model, resolved, resolved.Plan, seed, Requested)];
        var handover = Handover.Between(resolved, model, refiner);
        var refined = resolved with { Request = resolved.Request with { Start = new(), Controls = null } };
        return [Pass(model, resolved, handover.Base, seed, Requested), Pass(refiner, refined, handover.Refiner, seed, (_, latent) => new LatentStart(ops, latent!))];

        DenoisePass Pass(OpenModel network, ResolvedRequest request, SamplingPlan plan, ulong noise, Func<DenoiseStage, Tensors.Tensor?, Start> start) =>
            new(network, ops, stages.Denoise(network, request, plan), request, plan, noise, start);

        Start Requested(DenoiseStage stage, Tensors.Tensor? before) => RequestedStart.Of(ops, model, resolved, stage, seed);
    }
}
