using System.Text.Json;
using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Golden;

/// <summary>Whatever a trajectory was recorded of, its grid follows from the scheduler's configuration and the arguments of the run.</summary>
public class GoldenGridTests
{
    public static IEnumerable<TestCaseData> Trajectories() =>
        from golden in GoldenRun.Cases(RepositoryRoot.Combine("Tests/Data/Golden")).OfType<GoldenFile>()
        where golden.Kind is "trajectory" or "score_sde"
        select new TestCaseData(golden).SetArgDisplayNames(golden.Name);

    [TestCaseSource(nameof(Trajectories))]
    public void IsThatOfTheConfiguration(object golden)
    {
        var file = (GoldenFile)golden;
        var steps = file["num_inference_steps"].ValueKind == JsonValueKind.Null ? (int?)null : file["num_inference_steps"].GetInt32();
        var comparison = new GoldenComparison();
        new GoldenGrid(file["config"], steps, file["set_timesteps_args"]).Compare(comparison, file.Root, file.Name);
        Assert.That(comparison.Outcome.Passed, Is.True, comparison.Outcome.ToString());
    }
}
