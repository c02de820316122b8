using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Training;

/// <summary>Training~/prompts/translations.txt, from which the text encoder learns artists' words, can be read and knows none of the prompts that are kept for judgement.</summary>
public class TranslationsTests
{
    private static readonly string Prompts = RepositoryRoot.Combine("Training~", "prompts");

    private static readonly string[][] Pairs =
        [.. File.ReadAllLines(Path.Combine(Prompts, "translations.txt")).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    [Test]
    public void EveryLineIsAPromptAndItsMeaning() =>
        Assert.That(Pairs.Where(pair => pair.Length != 2 || pair.Any(part => part.Length == 0 || part.Any(c => !char.IsAscii(c) || char.IsUpper(c))) || Words(pair[1]) is < 2 or > 12)
            .Select(pair => string.Join('|', pair)), Is.Empty);

    [Test]
    public void NoPromptMeansTwoThings() => Assert.That(Pairs.Select(pair => pair[0]), Is.Unique);

    [Test]
    public void NoneIsKeptForJudgement()
    {
        var kept = Directory.EnumerateFiles(Prompts, "unseen*.txt").SelectMany(File.ReadAllLines).Select(line => line.Trim().ToLowerInvariant()).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.Not.Empty);
            Assert.That(Pairs.Select(pair => pair[0]).Where(kept.Contains), Is.Empty);
        });
    }

    private static int Words(string text) => text.Split(' ').Length;
}
