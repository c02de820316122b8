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

    private const double Strength = 0.5, Guidance = 3;

    private const string Prompt = "mossy cobblestone";

    [Test]
    public async Task StagesGiveTheBitsOfThePipeline([Values("scumble-tiny", "sd15")] string name, [Values("", "picture", "mask")] string from)
    {
        var (fromPicture, isMasked) = (from.Length > 0, from == "mask");
        var path = name == "sd15" ? Path.Combine(GoldenPipelines.Path, "models", name) : RepositoryRoot.Combine("Models~", name);
        var folder = ModelFolder.Open(path);
        using var backend = OnnxBackend.Create("cpu");
        var picture = fromPicture ? PictureSource.FromImage(Pictures.Noise(50, 40, 3, 1), "start") : null;
        var mask = isMasked ? PictureSource.FromImage(Pictures.Noise(30, 40, 1, 2), "mask") : null;
        var request = new TextureRequest
        {
            Prompt = Prompt,
            Seed = Seed,
            Steps = Steps,
            Width = Edge,
            Height = Edge,
            Tile = TileMode.None,
            Guidance = Guidance,
            Start = new() { Image = picture, Mask = mask, Strength = fromPicture ? Strength : null, Fit = PictureFit.Stretch, MaskRule = MaskRule.Latent },
        };
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend);
        var expected = await pipeline.GenerateAsync(request);

        using var model = await OpenModel.OpenAsync(folder, backend);
        var found = Generate(model, backend.Ops, picture, mask);
        Assert.That(found.Pixels.ToArray(), Is.EqualTo(expected.Image.Pixels.ToArray()));
    }

    private static Image Generate(OpenModel model, ITensorOps ops, PictureSource? picture, PictureSource? mask)
    {
        var (defaults, scheduler) = (model.Defaults, model.Scheduler);
        var canvas = Canvas.For(Edge, Edge, TileMode.None, defaults);

        // How to sample.
        var sigmas = Schedules.Get(defaults.Schedule).Create(scheduler.Process, Steps, model.ScheduleOptions(canvas.Width, canvas.Height));
        var options = defaults.Sampler == scheduler.Sampler ? scheduler.Solver.ToOptions() : new SamplerOptions();
        if (defaults.Sampler is "pndm" or "plms") options = options with { Extrapolated = scheduler.Prediction };
        // A network that takes the scale as an input is called once.
        var guidance = defaults.EmbedsGuidance ? null : new GuidancePlan(GuidanceSchedule.Between(sigmas, Guidance, Guidance, GuidanceCurve.Linear), null, 0);
        var plan = new SamplingPlan(Samplers.Get(defaults.Sampler), options, sigmas, picture is null ? 0 : SdEdit.StartStep(model.Scheduler.Process, Steps, Strength), guidance);

        // Encode.
        using var conditions = new EncodeStage(model).Run(new() { Prompts = [Prompt], NegativePrompts = plan.Guidance is null ? null : [""], Width = canvas.Width, Height = canvas.Height, GuidanceScale = Guidance });
        using var stage = new DenoiseStage(model, ops, canvas.Width, canvas.Height, isGuided: guidance is not null, TileMode.None);
        stage.SetConditions(conditions, hasUnguidedSteps: false);
        using var start = picture is null ? new NoiseStart(stage.StartNoise, scheduler, Seed) : From(picture, mask, model, ops, stage.StartNoise, canvas);
        start.Begin(stage.Latent, plan.Visited[0]);

        // Denoise.
        foreach (var step in stage.Run(plan, Seed)) start.Restore(stage.Latent, step.Sigma, isLast: step.StepIndex + 1 == plan.Visited.StepCount);

        // Decode, and derive.
        using var decode = new DecodeStage(model, ops, canvas.Width, canvas.Height, TileMode.None);
        var decoded = decode.Run(stage.Latent, plan.Sigmas[^1]);
        var derive = new DeriveStage(model, ops);
        return derive.Maps(decoded, canvas.Window, TileMode.None)?.BaseColor ?? derive.Picture(decoded, canvas.Window);
    }

    private static Start From(PictureSource picture, PictureSource? mask, OpenModel model, ITensorOps ops, INoise noise, Canvas canvas)
    {
        using var planes = PicturePlanes.Rgb(ops, picture, canvas, 2, -1, PictureFit.Stretch);
        var latent = ops.Create(model.LatentShape(canvas.Width, canvas.Height), ElementType.Float32);
        model.EncodePicture(planes, latent, NoiseStreams.EncodingSeed(Seed), NoiseStreams.StartPicture, TileMode.None);
        var start = new PictureStart(ops, noise, model.Scheduler.Process, latent, Seed);
        if (mask is null) return start;
        using var whites = PicturePlanes.Mask(ops, mask, canvas, PictureFit.Stretch);
        var region = PicturePlanes.ForLatent(ops, whites, latent.Shape, MaskRule.Latent);
        return new RegionStart(start, new KnownRegion(ops, model.Scheduler.Process, latent, region, Seed, noise), model.Scheduler, region);
    }
}
