using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Golden;

public class GoldenRunTests
{
    [TestCase("""{"format":"diffusion-golden/1","kind":"palmistry","id":"a"}""", "palmistry")]
    [TestCase("""{"format":"diffusion-golden/9","kind":"trajectory","id":"a"}""", "diffusion-golden/9")]
    [TestCase("""{"format":"diffusion-golden/1","id":"a"}""", "kind")]
    [TestCase("""{"format":"diffusion-golden/1","kind":"traj""", "Json")]
    public void WhatIsNotCoveredFails(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "deep"));
        File.WriteAllText(Path.Combine(folder.Path, "deep", "a.json"), json);
        var golden = GoldenRun.Cases(folder.Path).Single();
        var outcome = GoldenRun.Check(golden);
        Assert.Multiple(() =>
        {
            Assert.That(golden.Name, Is.EqualTo("deep/a.json"));
            Assert.That(outcome.Passed, Is.False);
            Assert.That(outcome.Message.ToLowerInvariant(), Does.Contain(expected.ToLowerInvariant()));
        });
    }

    [Test]
    public void OtherFilesAreNoCases()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "index.json"), """{"format":"diffusion-golden/1","kind":"index"}""");
        File.WriteAllText(Path.Combine(folder.Path, "config.json"), """{"sample_size":64}""");
        File.WriteAllText(Path.Combine(folder.Path, "notes.txt"), "diffusion-golden/1");
        Assert.That(GoldenRun.Cases(folder.Path), Is.Empty);
    }

    [Test]
    public async Task TheCommandCountsAndFails()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.json"), """{"format":"diffusion-golden/1","kind":"palmistry","id":"a"}""");
        var (people, programs) = (await ScumbleProgram.RunAsync("golden", folder.Path), await ScumbleProgram.RunAsync("golden", folder.Path, "--json"));
        Assert.Multiple(() =>
        {
            Assert.That(people.ExitCode, Is.EqualTo(1));
            Assert.That(people.Output, Does.Contain("a.json").And.Contain("palmistry").And.EndWith($"0 passed, 1 failed{Environment.NewLine}"));
            Assert.That(programs.Json.GetProperty("failed").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public void AComparisonTellsTheWorst()
    {
        var comparison = new GoldenComparison();
        Assert.That(comparison.Outcome.Passed, Is.False);
        comparison.Compare([1, double.PositiveInfinity, 3], [1, double.PositiveInfinity, 3.5], 1, "wide");
        Assert.That(comparison.Outcome, Is.EqualTo(new GoldenOutcome(true, 0.5, 1, "wide[2]", "")));
        comparison.Compare(2, 2.25, 0.125, "narrow");
        Assert.That(comparison.Outcome, Is.EqualTo(new GoldenOutcome(false, 0.25, 0.125, "narrow", "expected 2.25, found 2")));
        comparison.Compare(double.NaN, 1, 1000, "not a number");
        Assert.That(comparison.Outcome.Where, Is.EqualTo("not a number"));
        comparison.Compare([1], [1, 2], 1, "short");
        Assert.That(comparison.Outcome.Message, Does.Contain("short: expected 2 numbers, found 1"));
    }
}
