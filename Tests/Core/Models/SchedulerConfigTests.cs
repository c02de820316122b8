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
        Assert.That(config.Process.MaxSigma, Is.EqualTo(Math.Sqrt((1 - signal) / signal)).Within(1e-9).Percent);
        Assert.That((config.Process.TrainTimesteps, config.Prediction, config.Options.StepsOffset), Is.EqualTo((1000, Prediction.Epsilon, 0)));
    }

    [TestCase("DDIMScheduler", "ddim", TimestepSpacing.Leading)]
    [TestCase("DPMSolverMultistepScheduler", "dpmpp_2m", TimestepSpacing.Linspace)]
    [TestCase("EulerDiscreteScheduler", "euler", TimestepSpacing.Linspace)]
    [TestCase("HeunDiscreteScheduler", "heun", TimestepSpacing.Linspace)]
    [TestCase("LCMScheduler", "lcm", TimestepSpacing.Leading)]
    public void EveryClassHasItsSamplerAndSpacing(string className, string sampler, TimestepSpacing spacing)
    {
        var config = Read($$"""{"_class_name":"{{className}}"}""");
        Assert.That((config.Sampler, config.Options.Spacing), Is.EqualTo((sampler, spacing)));
        Assert.That(Samplers.Get(config.Sampler).Supports(config.Process), Is.True);
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

    [TestCase("beta_schedule", "\"squaredcos_cap_v2\"")]
    [TestCase("beta_start", "0")]
    [TestCase("beta_end", "0.00001")]
    [TestCase("prediction_type", "\"noise\"")]
    [TestCase("timestep_spacing", "7")]
    [TestCase("use_karras_sigmas", "\"yes\"")]
    [TestCase("steps_offset", "1000")]
    [TestCase("num_train_timesteps", "1")]
    [TestCase("_class_name", "\"UnheardOfScheduler\"")]
    public void AWrongValueIsNamedWithItsFile(string member, string value)
    {
        var e = Assert.Throws<ScumbleException>(() => Diffusion(member, value));
        Assert.That(e!.Message, Does.Contain("scheduler_config.json").And.Contain(member == "_class_name" ? "UnheardOfScheduler" : member));
        Assert.That(e.Hint, Is.Not.Empty);
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
