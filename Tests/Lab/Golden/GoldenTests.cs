using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Golden;

/// <summary>Every golden case below the folder that SCUMBLE_GOLDEN names, or below Tests/Data/Golden, is one test.</summary>
public class GoldenTests
{
    public static IEnumerable<TestCaseData> Cases() =>
        GoldenRun.Cases(Environment.GetEnvironmentVariable("SCUMBLE_GOLDEN") is { Length: > 0 } folder ? folder : RepositoryRoot.Combine("Tests/Data/Golden"))
            .Select(golden => new TestCaseData(golden).SetArgDisplayNames(golden.Name));

    [TestCaseSource(nameof(Cases))]
    public void IsReproduced(object golden)
    {
        var outcome = GoldenRun.Check((GoldenCase)golden);
        TestContext.Out.WriteLine($"{outcome.Worst:g3} of {outcome.Bound:g3} at {outcome.Where}");
        Assert.That(outcome.Passed, Is.True, $"{outcome.Where}: {outcome.Worst:g3} of {outcome.Bound:g3}: {outcome.Message}");
    }
}
