using NUnit.Framework;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>
/// A run built from the stages, as any other program can build it: internals are visible to tests, and this one uses none of them. It
/// gives the bits of the pipeline.
/// </summary>
public class PublicStagesTests
{
    private const int Edge = 64, Steps = 4;

    private const ulong Seed = 7;

    private const double Strength = 0.5;

    private const string Prompt = "mossy cobblestone";

    [Test]
    public async Task StagesGiveTheBitsOfThePipeline([Values("scumble-tiny", "sd15")] string name, [Values] bool fromPicture)
    {
        var path = name == "sd15" ? Path.Combine(GoldenPipelines.Path, "models", name) : RepositoryRoot.Combine("Models~", name);
        var folder = ModelFolder.Open(path);
        using var backend = OnnxBackend.Create("cpu");
        var picture = fromPicture ? PictureSource.FromImage(Pictures.Noise(50, 40, 3, 1), "start") : null;
        var request = new TextureRequest { Prompt = Prompt, Seed = Seed, Steps = Steps, Width = Edge, Height = Edge, Guidance = 3, Start = new() { Image = picture, Strength = fromPicture ? Strength : null } };
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend);
        var expected = await pipeline.GenerateAsync(request);

        using var model = await OpenModel.OpenAsync(folder, backend);
        var found = Generate(model, backend.Ops, picture);
        Assert.That(found.Pixels.ToArray(), Is.EqualTo(expected.Image.Pixels.ToArray()));
    }

    private static Image Generate(OpenModel model, ITensorOps ops, PictureSource? picture)
    {
        var (defaults, scheduler) = (model.Defaults, model.Scheduler);
        var (tile, window) = (defaults.Repeats ? TileMode.XY : TileMode.None, new CropWindow(0, 0, Edge, Edge));

        // How to sample.
        var sigmas = Schedules.Get(defaults.Schedule).Create(scheduler.Process, Steps, model.ScheduleOptions(Edge, Edge));
        var options = defaults.Sampler == scheduler.Sampler ? scheduler.Solver.ToOptions() : new SamplerOptions();
        if (defaults.Sampler is "pndm" or "plms") options = options with { Extrapolated = scheduler.Prediction };
        var guidance = new GuidancePlan(GuidanceSchedule.Between(sigmas, 3, 3, GuidanceCurve.Linear), null, 0);
        var plan = new SamplingPlan(Samplers.Get(defaults.Sampler), options, sigmas, picture is null ? 0 : SdEdit.StartStep(Steps, Strength), guidance);

        // Encode.
        using var conditions = new EncodeStage(model).Run(new() { Prompts = [Prompt], NegativePrompts = [""], Width = Edge, Height = Edge, GuidanceScale = 3 });
        using var stage = new DenoiseStage(model, ops, Edge, Edge, isGuided: true, tile);
        stage.SetConditions(conditions, hasUnguidedSteps: false);
        using Start start = picture is null ? new NoiseStart(ops, scheduler, Seed) : new PictureStart(ops, scheduler.Process, Encoded(model, ops, picture, window, tile), Seed);
        start.Begin(stage.Latent, plan.Visited[0]);

        // Denoise.
        foreach (var step in stage.Run(plan, Seed)) start.Restore(stage.Latent, step.Sigma, isLast: step.StepIndex + 1 == plan.Visited.StepCount);

        // Decode, and derive.
        using var decode = new DecodeStage(model, ops, Edge, Edge, tile);
        var decoded = decode.Run(stage.Latent, plan.Sigmas[^1]);
        var derive = new DeriveStage(model, ops);
        return derive.Maps(decoded, window, tile)?.BaseColor ?? derive.Picture(decoded, window);
    }

    private static Tensor Encoded(OpenModel model, ITensorOps ops, PictureSource picture, CropWindow window, TileMode tile)
    {
        using var planes = ops.Create(new(1, 3, Edge, Edge), ElementType.Float32);
        picture.Write(ops, planes, window, 2, -1);
        var latent = ops.Create(model.LatentShape(Edge, Edge), ElementType.Float32);
        model.EncodePicture(planes, latent, NoiseStreams.EncodingSeed(Seed), NoiseStreams.StartPicture, tile);
        return latent;
    }
}
