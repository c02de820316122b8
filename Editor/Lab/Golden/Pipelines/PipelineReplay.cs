using Scumble.Models;
using Scumble.Sampling;
using Scumble.Stages;

namespace Scumble.Lab;

/// <summary>Repeats one picture of a recorded case with the recorded noise, and compares what every graph took and every step gave.</summary>
internal sealed class PipelineReplay
{
    private readonly PipelineCase _golden;
    private readonly int _item;
    private readonly GoldenComparison _comparison;
    private readonly IReadOnlyList<PipelineStageRecord> _stages;
    private readonly ModelFolder _folder;
    private readonly ModelFolder? _refiner;
    private readonly List<List<(double Sigma, RecordedTensor Latent)>> _latents = [];

    private PipelineReplay(PipelineCase golden, int item, GoldenComparison comparison)
    {
        (_golden, _item, _comparison, _stages) = (golden, item, comparison, golden.Stages);
        var folder = ModelFolder.Open(golden.Model);
        if (golden.Other("vae_from") is { } vae) folder = folder.With(ModelFolder.Open(vae).Components.Values.Where(component => component.Name.StartsWith("vae_", StringComparison.Ordinal)));
        _folder = folder.With(_stages[0].Scheduler(folder)).Without(golden.Names("absent_components"));
        if (golden.Other("refiner_model") is not { } second) return;
        _refiner = ModelFolder.Open(second);
        _refiner = _refiner.With(_stages[1].Scheduler(_refiner));
    }

    private bool IsCascade => _stages.Count > 1 && _refiner is null;

    /// <summary>Repeats and compares.</summary>
    public static void Compare(PipelineCase golden, int item, GoldenComparison comparison) => new PipelineReplay(golden, item, comparison).Run();

    private void Run()
    {
        const ulong seed = 1;

        // A cascade's first network has a seed of its own; base and refiner have the same, one after the other.
        Func<ulong, uint, RecordedTensor>[] draws = [.. _stages.Select((stage, i) =>
            RecordedDraws.Of(stage, Samplers.Get(SchedulerConfig.Read(FolderOf(i)).Sampler), IsCascade && i == 0 ? NoiseStreams.BaseSeed(seed) : seed, _item))];
        var finished = 0;
        using var backend = new ReplayBackend(new RecordedDraws((drawn, stream) => draws[finished](drawn, stream)));
        using var pipeline = TexturePipeline.OpenAsync(_folder, backend, new PipelineOptions { Refiner = _refiner }).GetAwaiter().GetResult();
        TextureResult? result = null;
        foreach (var step in pipeline.Run(PipelineSettings.Request(_golden, _item, pipeline.Defaults)))
        {
            result = step.Result;
            if (step.Sample is not { } sample) continue;
            if (sample.StepIndex == 0) _latents.Add([]);
            _latents[^1].Add((sample.Sigma, ReplayedCall.Copy(sample.Latent)));
            if (sample.StepIndex + 1 == sample.StepCount) finished = Math.Min(finished + 1, draws.Length - 1);
        }

        // Words, then each network's first call, then every step, then the picture.
        for (var i = 0; i < _stages.Count; i++)
        {
            var (stage, folder) = (_stages[i], FolderOf(i));
            var texts = new TextComparison(stage, folder, backend, _item, PipelineSettings.BatchSize(_golden.Settings), _comparison);
            texts.Compare();
            var network = IsCascade && i == 0 ? "unet_base" : folder.Has("transformer") ? "transformer" : "unet";
            new CallComparison(stage, backend, folder, network, _item, _comparison) { HasPositiveFirst = _golden.PipelineClass == "DiTPipeline" }.Compare(_golden.Names("controlnets"));
            CompareLatents(stage, folder, _latents[i]);
        }
        CompareImage(_stages[^1], result!);
    }

    private ModelFolder FolderOf(int stage) => stage == 1 && _refiner is not null ? _refiner : _folder;

    private void CompareLatents(PipelineStageRecord stage, ModelFolder folder, List<(double Sigma, RecordedTensor Latent)> found)
    {
        if (stage.Find("latents_steps") is not { } recorded) return;
        var scheduler = SchedulerConfig.Read(folder);
        var sampler = Samplers.Get(scheduler.Sampler);
        if (recorded.Shape[0] != ReferenceLayout.StepCount(sampler, found.Count)) _comparison.Fail($"{stage.Prefix}expected {recorded.Shape[0]} steps, found {found.Count}");
        var bound = LatentBound * Math.Max(1, recorded.Largest);
        for (var i = 0; i < found.Count; i++)
        {
            var expected = recorded.Row(Math.Min(ReferenceLayout.Step(sampler, i, found.Count), recorded.Shape[0] - 1)).Row(_item);
            var scale = scheduler.InitialNoise == InitialNoise.UnitInput ? scheduler.Process.InputScale(found[i].Sigma) : 1;
            var actual = expected.Shape.Length == 2 ? PackedLatent.Of(found[i].Latent) : found[i].Latent;
            Same(Array.ConvertAll(actual.Values, v => (float)(v * scale)), expected.Values, bound, $"{stage.Prefix}latent after step {i}");
        }
    }

    private void CompareImage(PipelineStageRecord stage, TextureResult result)
    {
        if (stage.Find("image") is { } image) Same(result.Image.Pixels.ToArray(), image.Row(_item).Values, ImageBound, "image");
        else _comparison.Fail("no image was recorded");
    }

    private double ImageBound => IsChaotic ? 5e-3 : IsLcm ? 1e-3 : 5e-4;

    private double LatentBound => IsChaotic ? 5e-3 : 2e-4;

    private bool IsLcm => _golden.PipelineClass.StartsWith("LatentConsistency", StringComparison.Ordinal);

    // Clipping makes a cascade's deterministic run chaotic.
    private bool IsChaotic => IsCascade && SchedulerConfig.Read(_folder).Sampler == "ddim";

    private void Same(float[] actual, float[] expected, double bound, string where) =>
        _comparison.Compare(Array.ConvertAll(actual, v => (double)v), Array.ConvertAll(expected, v => (double)v), bound, where);
}
