using System.CommandLine;
using NUnit.Framework;
using Scumble.Shell;

namespace Scumble.Tests.Shell;

public class MissingValueTests
{
    private static readonly Command Make = new("make") { new Option<string>("--negative") { HelpName = "TEXT" }, new Option<bool>("--maps"), new Option<string>("--size") };

    [TestCase("make moss --negative --size 64x64", "--negative", "--size")]
    [TestCase("make moss --size --maps", "--size", "--maps")]
    [TestCase("make moss --negative --size=64x64", "--negative", "--size=64x64")]
    [TestCase("make moss --negative --json", "--negative", "--json")]
    public void TheOptionThatFollowsIsNotAValue(string line, string option, string next)
    {
        var failure = MissingValue.Find(Make, line.Split(' '))!;
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(failure.Message, Does.Contain($"'{option}'").And.Contain($"'{next}'"));
        Assert.That(failure.Hint, Does.Contain($"{option}={next}"));
    }

    [TestCase("--model", "", "--model is empty", "--model DIR")]
    [TestCase("--model", " ", "--model is empty", "--model DIR")]
    [TestCase("PATH", "", "PATH is empty", "PATH")]
    [TestCase("--negative", "", null, null)]
    [TestCase("--model", "a b", null, null)]
    public void AnEmptyPathIsTold(string name, string value, string? message, string? hint)
    {
        var root = new RootCommand { new Option<string>("--model") { HelpName = "DIR" }, new Option<string>("--negative") { HelpName = "TEXT" }, new Argument<string>("PATH") };
        var failure = MissingValue.Empty(root.Parse(name == "PATH" ? [value] : ["here", name, value]));
        Assert.That((failure?.Message.TrimEnd('.'), failure?.Hint.Contains(hint!, StringComparison.Ordinal)), Is.EqualTo((message, message is null ? (bool?)null : true)));
    }

    [TestCase("make moss --negative rust --size 64x64")]
    [TestCase("make moss --negative=--size --maps")]
    [TestCase("make moss --negative --sizes")]
    [TestCase("make moss --negative -1")]
    [TestCase("make moss --maps --size 64x64")]
    [TestCase("make -- --negative --size")]
    [TestCase("make moss --negative")]
    public void OtherValuesAreLeft(string line) => Assert.That(MissingValue.Find(Make, line.Split(' ')), Is.Null);
}
