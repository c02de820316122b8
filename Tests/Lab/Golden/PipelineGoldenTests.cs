using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Golden;

/// <summary>Every recorded run of a pipeline below the folder that SCUMBLE_GOLDEN_PIPELINES names, or below Tests/Data/Pipelines, is one test.</summary>
public class PipelineGoldenTests
{
    public static IEnumerable<TestCaseData> Cases() => GoldenRun.Cases(GoldenPipelines.Path).Select(golden => new TestCaseData(golden).SetArgDisplayNames(golden.Name));

    [TestCaseSource(nameof(Cases))]
    public void IsReproduced(object golden)
    {
        var outcome = GoldenRun.Check((GoldenCase)golden);
        TestContext.Out.WriteLine($"{outcome.Worst:g3} of {outcome.Bound:g3} at {outcome.Where}");
        Assert.That(outcome.Passed, Is.True, $"{outcome.Where}: {outcome.Worst:g3} of {outcome.Bound:g3}: {outcome.Message}");
    }

    [Test]
    public void WhatIsNotCoveredFails()
    {
        using var folder = new TemporaryFolder();
        var source = Path.Combine(RepositoryRoot.Combine("Tests", "Data", "Pipelines"), "cases", "sd15_txt2img_ddim_negative");
        foreach (var file in Directory.GetFiles(source)) File.Copy(file, folder[Path.GetFileName(file)]);
        File.WriteAllText(folder["case.json"], File.ReadAllText(folder["case.json"]).Replace("\"guidance_scale\"", "\"palmistry\": 1, \"guidance_scale\"", StringComparison.Ordinal));
        var outcome = GoldenRun.Check(GoldenRun.Cases(folder.Path).Single());
        Assert.That(outcome.Passed, Is.False);
        Assert.That(outcome.Message, Does.Contain("palmistry"));
    }
}
