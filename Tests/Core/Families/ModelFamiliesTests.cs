using NUnit.Framework;
using Scumble.Families;
using Scumble.Models;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Families;

public class ModelFamiliesTests
{
    [TestCase("sd15", "sd")]
    [TestCase("sd2", "sd")]
    [TestCase("sd15-inpaint", "sd-inpainting")]
    [TestCase("sd15-controlnet", "sd")]
    [TestCase("lcm", "lcm")]
    [TestCase("sdxl", "sdxl")]
    [TestCase("sdxl-refiner", "sdxl-refiner")]
    [TestCase("sd3", "sd3")]
    [TestCase("flux-dev", "flux")]
    [TestCase("flux-schnell", "flux")]
    [TestCase("ddpm-pixel", "pixel")]
    [TestCase("cascade-pixel", "cascade")]
    [TestCase("cm", "consistency")]
    [TestCase("dit", "dit")]
    [TestCase("taesd", "autoencoder")]
    public void EachModelIsOfOneFamily(string model, string family)
    {
        var folder = Folder(model);
        Assert.That(ModelFamilies.All.Where(one => one.Matches(folder)).Select(one => one.Id), Is.EqualTo(new[] { family }));
        Assert.That(ModelFamilies.Of(folder).Id, Is.EqualTo(family));
        Assert.That(ModelReport.Of(folder).Problems, Is.Empty);
    }

    [Test]
    public void TheEmbeddedModelIsOfOneFamily()
    {
        var folder = ModelFolder.Open(TestModel.Path);
        Assert.That(ModelFamilies.All.Where(one => one.Matches(folder)).Select(one => one.Id), Is.EqualTo(new[] { "scumble" }));
    }

    [TestCase("sd2")]
    [TestCase("sdxl")]
    public void TrailingEulerIsTurbo(string model)
    {
        using var copy = new ModelCopy(model);
        File.WriteAllText(copy["scheduler/scheduler_config.json"],
            """{"_class_name":"EulerDiscreteScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"timestep_spacing":"trailing"}""");
        var folder = ModelFolder.Open(copy.Path);
        Assert.That(ModelFamilies.All.Where(one => one.Matches(folder)).Select(one => one.Id), Is.EqualTo(new[] { "turbo" }));
        var defaults = ModelFamilies.Of(folder).Defaults(folder);
        Assert.That((defaults.Steps, defaults.GuidanceScale), Is.EqualTo((1, 1.0)));
    }

    [TestCase("sd15", 64, 32, 25, 7.5)]
    [TestCase("lcm", 64, 32, 4, 8.5)]
    [TestCase("flux-dev", 1024, 16, 28, 3.5)]
    [TestCase("flux-schnell", 1024, 16, 4, 1)]
    [TestCase("cm", 32, 2, 1, 1)]
    [TestCase("dit", 64, 16, 25, 4)]
    public void DefaultsFollowTheConfiguration(string model, int size, int multiple, int steps, double guidance)
    {
        var folder = Folder(model);
        var defaults = ModelFamilies.Of(folder).Defaults(folder);
        Assert.That((defaults.Size, defaults.SizeMultiple, defaults.Steps, defaults.GuidanceScale), Is.EqualTo((size, multiple, steps, guidance)));
    }

    [Test]
    public void OnlySomeTakeGuidanceAsAnInput() => Assert.That(
        new[] { "sd15", "lcm", "flux-dev", "sd3" }.Where(model => ModelFamilies.Of(Folder(model)).Defaults(Folder(model)).EmbedsGuidance), Is.EqualTo(new[] { "lcm", "flux-dev" }));

    private static ModelFolder Folder(string model) => ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", model));
}
