using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Models;

public class SchedulerConfigTests
{
    [Test]
    public void StableDiffusionsSchedulerIsRead()
    {
        var config = Read("""
            {"_class_name":"DDIMScheduler","num_train_timesteps":1000,"beta_schedule":"scaled_linear","beta_start":0.00085,
             "beta_end":0.012,"prediction_type":"epsilon","timestep_spacing":"leading","steps_offset":1}
            """);
        Assert.Multiple(() =>
        {
            Assert.That((config.Sampler, config.Schedule, config.Prediction), Is.EqualTo(("ddim", "linear", Prediction.Epsilon)));
            Assert.That((config.Options.Spacing, config.Options.StepsOffset), Is.EqualTo((TimestepSpacing.Leading, 1)));
            Assert.That(config.Process.TrainTimesteps, Is.EqualTo(1000));
            Assert.That(config.Process.MaxSigma, Is.EqualTo(14.6146).Within(1e-4)); // as diffusers and k-diffusion state it
            Assert.That(config.Process.MinSigma, Is.EqualTo(0.0292).Within(1e-4));
        });
    }

    [Test]
    public void WhatIsLeftOutIsTheReferencesDefault()
    {
        // Ho et al. 2020: 1000 linear betas from 0.0001 to 0.02.
        var config = Read("""{"_class_name":"EulerDiscreteScheduler"}""");
        var signal = Enumerable.Range(0, 1000).Aggregate(1.0, (product, t) => product * (1 - double.Lerp(0.0001, 0.02, t / 999.0)));
        Assert.That(config.Process.MaxSigma, Is.EqualTo(Math.Sqrt((1 - signal) / signal)).Within(1e-4).Percent); // the reference's tables are float32
        Assert.That((config.Process.TrainTimesteps, config.Prediction, config.Options.StepsOffset), Is.EqualTo((1000, Prediction.Epsilon, 0)));
    }

    [TestCase("CMStochasticIterativeScheduler", "consistency", "consistency")]
    [TestCase("DDIMInverseScheduler", "ddim_inverse", "linear")]
    [TestCase("DDIMParallelScheduler", "ddim", "linear")]
    [TestCase("DDIMScheduler", "ddim", "linear")]
    [TestCase("DDPMParallelScheduler", "ddpm", "linear")]
    [TestCase("DDPMScheduler", "ddpm", "linear")]
    [TestCase("DEISMultistepScheduler", "deis", "linear")]
    [TestCase("DPMSolverMultistepScheduler", "dpmpp_2m", "linear")]
    [TestCase("DPMSolverSDEScheduler", "dpmpp_sde", "linear")]
    [TestCase("DPMSolverSinglestepScheduler", "dpmpp_2s", "linear")]
    [TestCase("EDMDPMSolverMultistepScheduler", "dpmpp_2m", "karras")]
    [TestCase("EDMEulerScheduler", "euler", "karras")]
    [TestCase("EulerAncestralDiscreteScheduler", "euler_ancestral", "linear")]
    [TestCase("EulerDiscreteScheduler", "euler", "linear")]
    [TestCase("FlowMatchEulerDiscreteScheduler", "euler", "flow")]
    [TestCase("FlowMatchHeunDiscreteScheduler", "heun", "flow")]
    [TestCase("FlowMatchLCMScheduler", "lcm", "flow")]
    [TestCase("HeunDiscreteScheduler", "heun", "linear")]
    [TestCase("IPNDMScheduler", "ipndm", "crash")]
    [TestCase("KDPM2AncestralDiscreteScheduler", "dpm_2_ancestral", "linear")]
    [TestCase("KDPM2DiscreteScheduler", "dpm_2", "linear")]
    [TestCase("KarrasVeScheduler", "heun", "exponential")]
    [TestCase("LCMScheduler", "lcm", "lcm")]
    [TestCase("LMSDiscreteScheduler", "lms", "linear")]
    [TestCase("PNDMScheduler", "pndm", "linear")]
    [TestCase("SASolverScheduler", "sa_solver", "linear")]
    [TestCase("SCMScheduler", "lcm", "scm")]
    [TestCase("ScoreSdeVeScheduler", "predictor_corrector", "uniform")]
    [TestCase("ScoreSdeVpScheduler", "predictor_corrector", "uniform")]
    [TestCase("TCDScheduler", "tcd", "lcm")]
    [TestCase("UniPCMultistepScheduler", "unipc", "linear")]
    public void EveryClassHasItsSamplerAndSchedule(string className, string sampler, string schedule)
    {
        var config = Read($$"""{"_class_name":"{{className}}"}""");
        Assert.That((config.ClassName, config.Sampler, config.Schedule, config.UnknownKeys.Count), Is.EqualTo((className, sampler, schedule, 0)));
        Assert.That(config.CreateSigmas(8).StepCount, Is.EqualTo(8));
        Assert.That(Samplers.Get(config.Sampler).Supports(config.Process), Is.True);
    }

    [TestCase("DDIMScheduler", TimestepSpacing.Leading)]
    [TestCase("DPMSolverMultistepScheduler", TimestepSpacing.Linspace)]
    [TestCase("EulerDiscreteScheduler", TimestepSpacing.Linspace)]
    [TestCase("PNDMScheduler", TimestepSpacing.Leading)]
    public void EveryClassHasItsSpacing(string className, TimestepSpacing spacing) =>
        Assert.That(Read($$"""{"_class_name":"{{className}}"}""").Options.Spacing, Is.EqualTo(spacing));

    [Test]
    public void UnknownKeysAreReported()
    {
        var config = Read("""{"_class_name":"PNDMScheduler","_diffusers_version":"0.6.0","clip_sample":false,"skip_prk_steps":true,"flavour":"sour"}""");
        Assert.That(config.UnknownKeys, Is.EqualTo(new[] { "clip_sample", "flavour" }));
        Assert.That(config.Sampler, Is.EqualTo("plms"));
    }

    [TestCase("-Infinity")]
    [TestCase("\"-Infinity\"")]
    public void AnInfiniteClipIsNone(string infinity)
    {
        var config = Read($$"""{"_class_name":"DPMSolverMultistepScheduler","lambda_min_clipped":{{infinity}}}""");
        Assert.That(config.Options.MaxSigma, Is.Null);
        Assert.That(Read("""{"_class_name":"DPMSolverMultistepScheduler","lambda_min_clipped":-5.1}""").Options.MaxSigma, Is.EqualTo(Math.Exp(5.1)));
    }

    [TestCase("\"use_karras_sigmas\":true,\"use_beta_sigmas\":true", "use_beta_sigmas")]
    [TestCase("\"use_karras_sigmas\":true,\"sigma_min\":3,\"sigma_max\":2", "sigma_min")]
    public void MembersThatContradictEachOtherAreNamed(string members, string named) => Assert.That(
        () => Read($$"""{"_class_name":"EulerDiscreteScheduler",{{members}}}"""), Throws.TypeOf<ScumbleException>().With.Message.Contains(named));

    [TestCase("\"use_flow_sigmas\":true", "prediction_type")]
    [TestCase("\"use_flow_sigmas\":true,\"prediction_type\":\"flow_prediction\",\"use_karras_sigmas\":true", "use_flow_sigmas")]
    [TestCase("\"prediction_type\":\"flow_prediction\"", "prediction_type")]
    [TestCase("\"shift_terminal\":0.1", "shift_terminal")]
    [TestCase("\"solver_p\":[\"diffusers\",\"DPMSolverMultistepScheduler\"]", "solver_p")]
    public void WhatASolverCannotDoIsNamed(string members, string named) => Assert.That(
        () => Read($$"""{"_class_name":"UniPCMultistepScheduler",{{members}}}"""), Throws.TypeOf<ScumbleException>().With.Message.Contains(named));

    [Test]
    public void TrainedBetasAreTaken()
    {
        var process = Read("""{"_class_name":"EulerDiscreteScheduler","num_train_timesteps":3,"trained_betas":[0.5,0.5,0.5]}""").Process;
        Assert.That((process.MinSigma, process.MaxSigma), Is.EqualTo((1.0, Math.Sqrt(7))).Using<double>((a, b) => Math.Abs(a - b) < 1e-12 ? 0 : 1));
    }

    [Test]
    public void VideoDiffusionIsToldLogSigmaBetweenItsOwnEnds()
    {
        var config = Read("""
            {"_class_name":"EulerDiscreteScheduler","beta_schedule":"scaled_linear","prediction_type":"v_prediction","timestep_type":"continuous",
             "use_karras_sigmas":true,"sigma_min":0.002,"sigma_max":700.0}
            """);
        Assert.That((config.Process.MinSigma, config.Process.MaxSigma, config.Process.SigmaData), Is.EqualTo((0.002, 700.0, 1.0)));
        Assert.That(config.Process.ModelTime(700), Is.EqualTo(1.63777008).Within(1e-8));
    }

    [Test]
    public void ALearnedVarianceIsSaid()
    {
        Assert.That(Read("""{"_class_name":"DDPMScheduler","variance_type":"learned_range"}""").HasLearnedVariance, Is.True);
        Assert.That(Read("""{"_class_name":"DPMSolverMultistepScheduler","variance_type":"learned_range"}""").HasLearnedVariance, Is.True);
        Assert.That(Read("""{"_class_name":"DDPMScheduler"}""").HasLearnedVariance, Is.False);
    }

    [Test]
    public void AFlowThatShiftsWithThePictureSaysHow()
    {
        var config = Read("""{"_class_name":"FlowMatchEulerDiscreteScheduler","shift":3.0,"use_dynamic_shifting":true,"max_shift":1.2}""");
        Assert.That(config.DynamicShift, Is.EqualTo(new FlowShift(MaxShift: 1.2)));
        Assert.That((config.Options.Shift, config.Options.MinSigma), Is.EqualTo((1.0, (double?)null)));
        Assert.That(Read("""{"_class_name":"FlowMatchEulerDiscreteScheduler","shift":3.0}""").DynamicShift, Is.Null);
    }

    [TestCase("epsilon", Prediction.Epsilon)]
    [TestCase("v_prediction", Prediction.V)]
    [TestCase("sample", Prediction.Sample)]
    public void EveryPredictionIsRead(string name, Prediction prediction) =>
        Assert.That(Diffusion("prediction_type", $"\"{name}\"").Prediction, Is.EqualTo(prediction));

    [TestCase("leading", TimestepSpacing.Leading)]
    [TestCase("trailing", TimestepSpacing.Trailing)]
    [TestCase("linspace", TimestepSpacing.Linspace)]
    public void EverySpacingIsRead(string name, TimestepSpacing spacing) =>
        Assert.That(Diffusion("timestep_spacing", $"\"{name}\"").Options.Spacing, Is.EqualTo(spacing));

    [TestCase("true", "karras")]
    [TestCase("false", "linear")]
    [TestCase("null", "linear")]
    public void KarrasIsRead(string flag, string schedule) =>
        Assert.That(Diffusion("use_karras_sigmas", flag).Schedule, Is.EqualTo(schedule));

    [Test]
    public void FlowHasItsShift()
    {
        var config = Read("""{"_class_name":"FlowMatchEulerDiscreteScheduler","num_train_timesteps":500,"shift":3.0}""");
        Assert.That(config.Process, Is.TypeOf<RectifiedFlow>());
        Assert.That((config.Process.TrainTimesteps, config.Prediction, config.Schedule, config.Options.Shift, config.Sampler),
            Is.EqualTo((500, Prediction.Flow, "flow", 3.0, "euler")));
    }

    [Test]
    public void TheIndexNamesTheClassWhereTheFileDoesNot() => Assert.That(Read("{}").Sampler, Is.EqualTo("heun"));

    [TestCase("beta_schedule", "\"cubic\"")]
    [TestCase("trained_betas", "[0.1, 0.2]")]
    [TestCase("trained_betas", "[0, 1]")]
    [TestCase("interpolation_type", "\"cubic\"")]
    [TestCase("timestep_type", "\"sometimes\"")]
    [TestCase("final_sigmas_type", "\"one\"")]
    [TestCase("sigma_min", "0")]
    [TestCase("sigma_max", "\"Infinity\"")]
    [TestCase("beta_end", "\"NaN\"")]
    [TestCase("beta_start", "0")]
    [TestCase("beta_end", "0.00001")]
    [TestCase("prediction_type", "\"noise\"")]
    [TestCase("timestep_spacing", "7")]
    [TestCase("use_karras_sigmas", "\"yes\"")]
    [TestCase("steps_offset", "1000")]
    [TestCase("num_train_timesteps", "1")]
    [TestCase("_class_name", "\"UnheardOfScheduler\"")] // without betas
    public void AWrongValueIsNamedWithItsFile(string member, string value)
    {
        var e = Assert.Throws<ScumbleException>(() => Diffusion(member, value));
        Assert.That(e!.Message, Does.Contain("scheduler_config.json").And.Contain(member == "_class_name" ? "UnheardOfScheduler" : member));
        Assert.That(e.Hint, Is.Not.Empty);
    }

    [TestCase("\"beta_schedule\":\"scaled_linear\",\"beta_start\":0.00085,\"beta_end\":0.012", "EulerDiscreteScheduler")]
    [TestCase("\"shift\":3.0", "FlowMatchEulerDiscreteScheduler")]
    public void AnUnknownClassIsReadByItsProcess(string members, string assumed)
    {
        var config = Read($$"""{"_class_name":"UnheardOfScheduler",{{members}}}""");
        var known = Read($$"""{"_class_name":"{{assumed}}",{{members}}}""");
        Assert.That((config.ClassName, config.AssumedClass, known.AssumedClass), Is.EqualTo(("UnheardOfScheduler", assumed, (string?)null)));
        Assert.That(config.CreateSigmas(4), Is.EqualTo(known.CreateSigmas(4)));
    }

    [TestCase("", "linear")]
    [TestCase(",\"use_karras_sigmas\":true", "karras")]
    public void DeisStopsAboveZero(string members, string schedule)
    {
        var config = Read($$"""{"_class_name":"DEISMultistepScheduler"{{members}}}""");
        Assert.That((config.Schedule, config.CreateSigmas(4)[^1]), Is.EqualTo((schedule, config.Process.MinSigma)).Using<double>((a, b) => Math.Abs(a - b) < 1e-9 ? 0 : 1));
    }

    [Test]
    public void AMissingFileIsNamed() => Assert.That(() => Read(null), Throws.TypeOf<ScumbleException>().With.Message.Contains("scheduler_config.json"));

    private static SchedulerConfig Diffusion(string member, string value) =>
        Read(member == "_class_name" ? $$"""{"_class_name":{{value}}}""" : $$"""{"_class_name":"EulerDiscreteScheduler","{{member}}":{{value}}}""");

    private static SchedulerConfig Read(string? json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model_index.json"], """{"_class_name":"P","scheduler":["diffusers","HeunDiscreteScheduler"]}""");
        Directory.CreateDirectory(folder["scheduler"]);
        if (json is not null) File.WriteAllText(folder["scheduler/scheduler_config.json"], json);
        return SchedulerConfig.Read(ModelFolder.Open(folder.Path));
    }
}
