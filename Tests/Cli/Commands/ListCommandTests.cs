using NUnit.Framework;
using Scumble.Cli;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

public class ListCommandTests
{
    [Test]
    public void TheSamplersPageHoldsTheCatalogue() => Assert.That(Between("samplers.md", "samplers"), Is.EqualTo(ListCommand.Samplers().Markdown));

    [Test]
    public void TheNodesPageHoldsTheCatalogue() => Assert.That(Between("nodes.md", "nodes"), Is.EqualTo(ListCommand.NodesOfGraphs().Markdown));

    [Test]
    public void TheSamplersPageMeasuresEveryMethod()
    {
        var rows = Between("samplers.md", "distances").Skip(2).Select(line => line.Split('|')[1].Trim());
        Assert.That(rows, Is.EqualTo(DistanceMethods.All.Select(method => method.Name).Prepend("true samples")));
        Assert.That(File.ReadAllText(RepositoryRoot.Combine("Documentation~", "samplers.svg")), Does.Contain("<svg").And.Contain(DistanceMethods.All[^1].Series));
    }

    [Test]
    public async Task MarkdownLinesAreNotBroken()
    {
        var run = await ScumbleProgram.RunAsync("list", "samplers", "--markdown");
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(ListCommand.Samplers().Markdown));
    }

    private static string[] Between(string page, string mark) =>
        [.. File.ReadAllLines(RepositoryRoot.Combine("Documentation~", page)).SkipWhile(line => line != $"<!-- {mark} -->").Skip(1).TakeWhile(line => line != $"<!-- /{mark} -->").Where(line => line.Length > 0)];
}
