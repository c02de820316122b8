using System.Text.Json;
using NUnit.Framework;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

/// <summary>What the references do where one would not expect it, with numbers recorded from them.</summary>
public class GridTrapTests
{
    private const string StableDiffusion = "\"beta_schedule\":\"scaled_linear\",\"beta_start\":0.00085,\"beta_end\":0.012";

    private static readonly DiscreteDiffusion Diffusion = (DiscreteDiffusion)Config("EulerDiscreteScheduler").Process;

    [Test]
    public void HalvesAreRoundedToEven()
    {
        Assert.That(Timesteps("DDIMScheduler", 3, "\"timestep_spacing\":\"linspace\""), Is.EqualTo(new[] { 999, 500, 0 }));
        Assert.That(Timesteps("DDIMScheduler", 16, "\"timestep_spacing\":\"trailing\"")[..4], Is.EqualTo(new[] { 999, 937, 874, 811 }));
    }

    [Test]
    public void ATrailingGridHasNoStepTooMany()
    {
        for (var n = 1; n <= 1000; n++)
        {
            var sigmas = Schedules.Linear.Create(Diffusion, n);
            Assert.That((sigmas.StepCount, sigmas.Timesteps![0], sigmas.Timesteps[^1] >= 0), Is.EqualTo((n, 999.0, true)), $"{n} steps");
        }
    }

    [Test]
    public void ALimitedTrailingGridEndsWhereItsTimestepsDo()
    {
        // lambda of a squared cosine falls below -5.1 in the last four timesteps; T / n stays what it is.
        var config = Config("DPMSolverMultistepScheduler", "\"beta_schedule\":\"squaredcos_cap_v2\",\"timestep_spacing\":\"trailing\",\"lambda_min_clipped\":-5.1");
        Assert.That(config.CreateSigmas(10).Timesteps, Is.EqualTo(new[] { 995, 895, 795, 695, 595, 495, 395, 295, 195, 95 }));
        Assert.That(Config("DPMSolverMultistepScheduler", "\"beta_schedule\":\"squaredcos_cap_v2\",\"timestep_spacing\":\"trailing\",\"lambda_min_clipped\":0")
            .CreateSigmas(10).StepCount, Is.EqualTo(5));
    }

    [Test]
    public void AFlowsShiftActsTwiceUnlessLevelsAreGiven()
    {
        var config = Config("FlowMatchEulerDiscreteScheduler", "\"shift\":3.0");
        Assert.That(config.CreateSigmas(4), Is.EqualTo(new[] { 1, 0.857692301, 0.602150559, 0.00892857183, 0 }).Within(1e-7));
        Assert.That(config.CreateSigmas(4, config.Options with { Sigmas = [1, 0.75, 0.5, 0.25] }), Is.EqualTo(new[] { 1, 0.9, 0.75, 0.5, 0 }).Within(1e-12));
        Assert.That(config.WithTrailingFlow().CreateSigmas(4), Is.EqualTo(new[] { 1, 0.9, 0.75, 0.5, 0 }).Within(1e-12));
    }

    [Test]
    public void KarrasOfDpmSolverSpansTheTrainedRangeWithWholeTimesteps()
    {
        var sigmas = Config("DPMSolverMultistepScheduler", "\"use_karras_sigmas\":true,\"timestep_spacing\":\"leading\",\"steps_offset\":1").CreateSigmas(8);
        Assert.That((sigmas[0], sigmas[7]), Is.EqualTo((Diffusion.MaxSigma, Diffusion.MinSigma)).Using<double>((a, b) => Math.Abs(a / b - 1) < 1e-9 ? 0 : 1));
        Assert.That(sigmas.Timesteps, Has.All.Matches<double>(double.IsInteger));
        Assert.That(Diffusion.Timestep(sigmas[1]), Is.Not.EqualTo(sigmas.Timesteps![1]).Within(1e-3));
    }

    [Test]
    public void KarrasOfEulerSpansTheVisitedRangeWithFractionalTimesteps()
    {
        var config = Config("EulerDiscreteScheduler", "\"use_karras_sigmas\":true,\"timestep_spacing\":\"leading\",\"steps_offset\":1");
        var sigmas = config.CreateSigmas(20);
        Assert.That(sigmas[0], Is.EqualTo(Diffusion.Sigma(951)).Within(1e-9));
        Assert.That(sigmas[19], Is.EqualTo(Diffusion.Sigma(1)).Within(1e-9));
        Assert.That(sigmas.Timestep(1, config.Process), Is.EqualTo(Diffusion.Timestep(sigmas[1])).And.Not.Matches<double>(double.IsInteger));
    }

    [Test]
    public void DdimStepsDownByAFixedStrideAndDdpmToTheNextEntry()
    {
        var config = Config("DDIMScheduler", "\"timestep_spacing\":\"trailing\",\"set_alpha_to_one\":false");
        var ddim = config.CreateSigmas(16);
        var ddpm = Config("DDPMScheduler", "\"timestep_spacing\":\"trailing\"").CreateSigmas(16);
        Assert.That(ddim.Timesteps, Is.EqualTo(ddpm.Timesteps));
        Assert.That(ddim.Target(1), Is.EqualTo(config.Process.Sigma(937 - 1000 / 16)));
        Assert.That(ddpm.Target(1), Is.EqualTo(config.Process.Sigma(874)));
        Assert.That((ddim.Target(15), ddpm.Target(15)), Is.EqualTo((config.Process.MinSigma, 0.0)));
    }

    [TestCase(1, new double[] { 999 })]
    [TestCase(3, new double[] { 999, 679, 339 })]
    [TestCase(4, new double[] { 999, 759, 499, 259 })]
    public void LcmVisitsEntriesOfTheSolverItWasDistilledFrom(int steps, double[] timesteps) =>
        Assert.That(Timesteps("LCMScheduler", steps), Is.EqualTo(timesteps));

    [Test]
    public void LcmAtHalfStrengthVisitsTheLowerHalf()
    {
        var config = Config("LCMScheduler");
        var options = config.Options with { Strength = 0.5 };
        Assert.That(config.CreateSigmas(4, options).Timesteps, Is.EqualTo(new[] { 499, 379, 259, 139 }));
        Assert.That(() => config.CreateSigmas(26, options), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(config.CreateSigmas(4, options with { Timesteps = [999, 759, 499, 259] }).Timesteps, Is.EqualTo(new[] { 499, 259 }));
    }

    [Test]
    public void LeadingStartsWithTheVarianceOfNoisedData()
    {
        var (leading, trailing) = (Config("EulerDiscreteScheduler", "\"timestep_spacing\":\"leading\""), Config("EulerDiscreteScheduler", "\"timestep_spacing\":\"trailing\""));
        var sigma = leading.CreateSigmas(20)[0];
        Assert.That(leading.InitialScale(sigma), Is.EqualTo(11.0115681).Within(1e-5));
        Assert.That(trailing.InitialScale(sigma), Is.EqualTo(sigma));
        Assert.That(Config("DDIMScheduler").InitialScale(sigma) * Diffusion.InputScale(sigma), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void WithoutSignalAtTheEndEulerStartsAt4096AndDdimAtPureNoise()
    {
        Assert.That(Config("EulerDiscreteScheduler", "\"rescale_betas_zero_snr\":true").Process.MaxSigma, Is.EqualTo(4095.99976).Within(1e-3));
        var pure = Config("DDIMScheduler", "\"rescale_betas_zero_snr\":true").Process;
        Assert.That(pure.InputScale(pure.MaxSigma), Is.LessThan(1e-7));
        Assert.That((float)(pure.InputScale(pure.MaxSigma) * pure.MaxSigma), Is.EqualTo(1f));
    }

    [Test]
    public void OneStepOfTheReferencesLinspaceStartsAtTheCleanEnd()
    {
        Assert.That(Timesteps("EulerDiscreteScheduler", 1), Is.EqualTo(new[] { 0 }));
        Assert.That(Timesteps("DPMSolverMultistepScheduler", 1), Is.EqualTo(new[] { 999 }));
        Assert.That(Schedules.Linear.Create(Diffusion, 1, new() { Spacing = TimestepSpacing.Linspace }).Timesteps, Is.EqualTo(new[] { 999 }));
    }

    [Test]
    public void FlowsOfTheSolversStartBelowFullNoise()
    {
        const string flow = "\"use_flow_sigmas\":true,\"prediction_type\":\"flow_prediction\",\"flow_shift\":3.0";
        Assert.That(Config("DPMSolverMultistepScheduler", flow).CreateSigmas(20)[0], Is.EqualTo(0.999666452).Within(1e-8));
        Assert.That(Config("UniPCMultistepScheduler", flow).CreateSigmas(20)[0], Is.EqualTo(0.999998987).Within(1e-9)); // 1 - 1e-6 in float32
        Assert.That(Config("UniPCMultistepScheduler", flow).CreateSigmas(20).Timesteps![0], Is.EqualTo(999));
    }

    [Test]
    public void AConsistencyModelEndsAtItsSmallestLevel()
    {
        var sigmas = Config("CMStochasticIterativeScheduler", "\"num_train_timesteps\":40").CreateSigmas(40);
        Assert.That((sigmas[39], sigmas[40]), Is.EqualTo((0.002, 0.002)).Using<double>((a, b) => Math.Abs(a - b) < 1e-12 ? 0 : 1));
    }

    [Test]
    public void AFlowStartsWithPureNoiseWhateverItsFirstLevel()
    {
        var config = Config("FlowMatchEulerDiscreteScheduler", "\"shift\":1.0");
        var sigmas = config.CreateSigmas(2, config.Options with { Sigmas = [0.8, 0.3] });
        Assert.That((sigmas[0], config.InitialScale(sigmas[0])), Is.EqualTo((0.8, 1.0)));
    }

    [TestCase("true")]
    [TestCase("false")]
    public void LcmEndsCleanWhateverSetAlphaToOneSays(string flag) =>
        Assert.That(Config("LCMScheduler", $"\"set_alpha_to_one\":{flag}").CreateSigmas(4)[4], Is.Zero);

    [TestCase("\"clip_sample\":true")]
    [TestCase("\"thresholding\":true")]
    public void TcdHasTheMembersThatClipAndDoesNot(string member)
    {
        Assert.That(Config("TCDScheduler", member).Solver.Clipping, Is.Null);
        Assert.That(Config("LCMScheduler", member).Solver.Clipping, Is.Not.Null);
    }

    [Test]
    public void ExplodingVarianceTellsOtherLevelsThanItStepsBetween()
    {
        // sigmas and discrete_sigmas of a run of four steps.
        var sigmas = Config("ScoreSdeVeScheduler", "\"sigma_min\":0.01,\"sigma_max\":80.0,\"sampling_eps\":0.01").CreateSigmas(4);
        Assert.That(sigmas, Is.EqualTo(Enumerable.Range(0, 4).Select(i => 80 * Math.Pow(0.01 / 80, i / 3.0)).Append(0)).Within(1e-9));
        Assert.That(sigmas.Timesteps, Is.EqualTo(Enumerable.Range(0, 4).Select(i => 80 * Math.Pow(0.01 / 80, i / 3.0 * 0.99))).Within(1e-9));
    }

    [Test]
    public void TheNoisiestLevelIsTheLastTimestepThoughOthersAreCutOffWithIt()
    {
        var process = Config("EulerDiscreteScheduler",
            "\"beta_schedule\":\"scaled_linear\",\"beta_start\":0.0015,\"beta_end\":0.0195,\"rescale_betas_zero_snr\":true").Process;
        Assert.That((process.Sigma(998), process.Timestep(process.MaxSigma)), Is.EqualTo((process.MaxSigma, 999.0)));
    }

    private static double[] Timesteps(string className, int steps, string members = "\"steps_offset\":0") =>
        [.. Config(className, members).CreateSigmas(steps).Timesteps!];

    private static SchedulerConfig Config(string className, string members = "\"num_train_timesteps\":1000")
    {
        var betas = members.Contains("beta_schedule", StringComparison.Ordinal) || className.StartsWith("Flow", StringComparison.Ordinal)
            || className.StartsWith("CM", StringComparison.Ordinal) ? "" : $"{StableDiffusion},";
        using var document = JsonDocument.Parse($$"""{"_class_name":"{{className}}",{{betas}}{{members}}}""");
        return SchedulerConfig.Read(document.RootElement, "scheduler_config.json");
    }
}
