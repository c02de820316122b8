using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Benchmarks;

/// <summary>Benchmarks~/run.sh, in a part that is not the last.</summary>
public sealed partial class RunScriptTests
{
    private TemporaryFolder _folder = null!;

    // Stands for make_models.py, and says that it was called.
    private const string Maker = """
        import sys, os
        os.makedirs(sys.argv[sys.argv.index("--out") + 1])
        print("made them")
        """;

    [SetUp]
    public void SetUp()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("It is for bash.");
        _folder = new();
        var scripts = Directory.CreateDirectory(_folder["part1/Benchmarks~"]).FullName;
        File.Copy(RepositoryRoot.Combine("Benchmarks~/run.sh"), Path.Combine(scripts, "run.sh"));
        File.WriteAllText(Path.Combine(scripts, "make_models.py"), Maker);
        File.WriteAllText(_folder["part1/whole"], $"2 {new string('0', 64)}\n");
        File.WriteAllText(_folder["part1/slice.1"], "a half");
    }

    [TearDown]
    public void TearDown() => _folder?.Dispose();

    [TestCase("9.5")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("09")]
    [TestCase("nine")]
    [TestCase("9 ")]
    public void OnlyWholeMinutesAreTaken(string minutes)
    {
        var (code, _, error) = Run(("MINUTES", minutes));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error.Trim().Split('\n'), Is.EqualTo(new[] { $"MINUTES='{minutes}': a whole number of minutes from 1 to 99999 is expected, such as MINUTES=9. Nothing was run." }));
        Assert.That(new[] { _folder["out"], _folder["work"] }.Where(Directory.Exists), Is.Empty);
    }

    [TestCase("", ExpectedResult = true)]
    [TestCase("batch text", ExpectedResult = true)]
    [TestCase("batch service-batch live", ExpectedResult = false)]
    public bool ModelsAreMadeWhereAMeasureRunsThem(string only)
    {
        var (code, said, error) = Run(("MINUTES", "1"), ("ONLY", only));

        Assert.That((code, error), Is.EqualTo((0, "")), said);
        Assert.That(said, Does.Contain("kept; run part2 next"));
        Assert.That(said.Contains("made them", StringComparison.Ordinal), Is.EqualTo(Directory.Exists(_folder["work/models"])));
        return Directory.Exists(_folder["work/models"]);
    }

    [Test]
    public void ItKnowsWhichMeasuresRunFullSizeModels()
    {
        var named = NamedMeasures().Match(File.ReadAllText(RepositoryRoot.Combine("Benchmarks~/run.sh"))).Groups[1].Value.Split(' ');

        var measures = Measures().Matches(File.ReadAllText(RepositoryRoot.Combine("Benchmarks~/Gpu/Measures.cs")));
        Assert.That(named, Is.EquivalentTo(measures.Where(measure => UsesModels(measure.Groups[2].Value)).Select(measure => measure.Groups[1].Value)));
    }

    private static bool UsesModels(string type) => Models().IsMatch(File.ReadAllText(RepositoryRoot.Combine($"Benchmarks~/Gpu/{type}.cs")));

    private (int Code, string Said, string Error) Run(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("bash", [_folder["part1/Benchmarks~/run.sh"], _folder["out"]]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WORK"] = _folder["work"];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said, error.GetAwaiter().GetResult());
    }

    [GeneratedRegex("^full_size=\"(.*)\"$", RegexOptions.Multiline)]
    private static partial Regex NamedMeasures();

    [GeneratedRegex(@"\[""([a-z-]+)""\] = (\w+)\.")]
    private static partial Regex Measures();

    [GeneratedRegex(@"setting\.(Graph|ModelFolder)\b")]
    private static partial Regex Models();
}
