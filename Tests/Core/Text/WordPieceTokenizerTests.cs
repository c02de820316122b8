using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class WordPieceTokenizerTests
{
    private const int Padding = 0, Unknown = 1, Start = 2, End = 3;

    private static readonly string VocabularyPath = Path.Combine(TestModel.Path, "tokenizer", "vocab.txt");

    private static readonly string[] Vocabulary = File.ReadAllLines(VocabularyPath);

    private readonly WordPieceTokenizer _tokenizer = new(VocabularyPath, 32, lowerCase: true);

    [Test]
    public void GivesTheIdsThatTheModelWasTrainedOn()
    {
        var expected = MemoryMarshal.Cast<byte, long>(TestModel.Reference("ids")).ToArray();
        Assert.That(Encode("Mossy cobblestone, wet").Ids.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void TheEmptyPromptIsAPrompt()
    {
        foreach (var prompt in new[] { "", "  \t\n" })
            Assert.That(Encode(prompt).Ids.ToArray(), Is.EqualTo(Padded()), $"'{prompt}'");
    }

    [TestCase("MOSS")]
    [TestCase("  moss  ")]
    public void CaseAndSpaceDoNotMatter(string prompt) =>
        Assert.That(Encode(prompt).Ids.ToArray(), Is.EqualTo(Padded("moss")));

    [TestCase("moss,wet.", "moss", ",", "wet", ".")]
    [TestCase("wet-moss", "wet", "-", "moss")]
    [TestCase("(moss)", "(", "moss", ")")]
    [TestCase("moss & stone: wet;", "moss", "&", "stone", ":", "wet", ";")]
    public void PunctuationStandsAlone(string prompt, params string[] tokens) =>
        Assert.That(Encode(prompt).Ids.ToArray(), Is.EqualTo(Padded(tokens)));

    [Test]
    public void UnknownWordsAreNamedOnceInOrder()
    {
        var encoded = Encode("Zyxgleep moss 龘 zyxgleep, wet");
        Assert.That(encoded.UnknownWords, Is.EqualTo(new[] { "zyxgleep", "龘" }));
        Assert.That(encoded.Ids.ToArray(), Is.EqualTo(Padded("[UNK]", "moss", "[UNK]", "[UNK]", ",", "wet")));
        Assert.That(Array.IndexOf(Vocabulary, "[UNK]"), Is.EqualTo(Unknown));
    }

    [Test]
    public void SignsThatAreLeftOutAreNamed()
    {
        var encoded = Encode("moss 🌵, 🌵wet 🪨\ufe0f");
        Assert.That(encoded.UnknownWords, Is.EqualTo(new[] { "🌵", "🪨" }));
        Assert.That(encoded.Ids.ToArray(), Is.EqualTo(Padded("moss", ",", "wet")));
    }

    [Test]
    public void KnownWordsAreNotNamed() => Assert.That(Encode("mossy cobblestone, wet").UnknownWords, Is.Empty);

    [Test]
    public void APromptFillsThirtyTokensAndNoMore()
    {
        var full = Enumerable.Repeat("moss", 30).ToArray();
        Assert.That(Encode(string.Join(' ', full)).Ids.ToArray(), Is.EqualTo(Padded(full)));
        Assert.That(Encode(string.Join(' ', full)).CutCount, Is.Zero);
        Assert.That(Encode(string.Join(' ', full) + ".").CutCount, Is.EqualTo(1));
    }

    [Test]
    public void AMissingVocabularyIsNamed() => Assert.That(() => new WordPieceTokenizer("nowhere/vocab.txt", 32, true),
        Throws.TypeOf<ScumbleException>().With.Message.Contains("nowhere/vocab.txt"));

    private PromptTokens Encode(string prompt) => PromptTokens.Read(_tokenizer, prompt, PromptSyntax.Plain, _tokenizer.Length, 1);

    private static int[] Padded(params string[] tokens)
    {
        var ids = new List<int> { Start };
        foreach (var token in tokens)
        {
            ids.Add(Array.IndexOf(Vocabulary, token));
            Assert.That(ids[^1], Is.Not.Negative, token);
        }
        ids.Add(End);
        return [.. ids, .. Enumerable.Repeat(Padding, 32 - ids.Count)];
    }
}
