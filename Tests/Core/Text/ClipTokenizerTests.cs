using System.Text.Json;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class ClipTokenizerTests
{
    private const int Start = 758, End = 759, Bang = 0;

    private static readonly string Folder = GoldenPipelines.Tokenizer("clip_tiny");

    private static readonly ClipTokenizer Tiny = new(Folder);

    private static readonly ClipTokenizer PaddedWithBang = new(Folder, "!");

    public static IEnumerable<TestCaseData> Prompts() => GoldenPipelines.Prompts("clip_tiny_ids.json");

    public static IEnumerable<TestCaseData> BangPrompts() => GoldenPipelines.Prompts("clip_tiny_pad_bang_ids.json");

    [TestCaseSource(nameof(Prompts))]
    public void GivesTheReferencesIds(string text, int[] ids) =>
        Assert.That(Framed(Tiny, text), Is.EqualTo(Padded(ids, End)));

    // The folder's own configuration states another padding, which wins over the constructor's; so this one has none.
    [TestCaseSource(nameof(BangPrompts))]
    public void ThePaddingTokenIsCutOutFirst(string text, int[] ids)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "vocab.json", "merges.txt" }) File.Copy(Path.Combine(Folder, file), Path.Combine(folder.Path, file));
        Assert.That(Framed(new ClipTokenizer(folder.Path, "!"), text), Is.EqualTo(Padded(ids, Bang)));
    }

    [Test]
    public void TheFoldersConfigurationWins() => Assert.That(Framed(PaddedWithBang, ""), Is.EqualTo(Padded([Start, End], End)));

    [TestCase(false)]
    [TestCase(true)]
    public void TokenizerJsonAloneGivesTheSameIds(bool hasPairsAsLists)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tokenizer.json"], TokenizerJson("BPE", hasPairsAsLists));
        var alone = new ClipTokenizer(folder.Path);
        foreach (var prompt in Prompts().Select(data => (string)data.Arguments[0]!))
            Assert.That(Framed(alone, prompt), Is.EqualTo(Framed(Tiny, prompt)), prompt);
    }

    [TestCase("WordPiece", "BPE")]
    [TestCase(null, "no pair encoding")]
    public void ATokenizerJsonOfAnotherKindIsNamed(string? type, string named)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tokenizer.json"], type is null ? "{}" : TokenizerJson(type, false));
        Assert.That(() => new ClipTokenizer(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains(named).And.Message.Contains("tokenizer.json"));
    }

    [Test]
    public void TheRealVocabularyIsReadWhereItIs()
    {
        var folder = GoldenPipelines.Tokenizer("clip_real");
        if (!Directory.Exists(folder)) Assert.Ignore($"{folder} is not part of the repository; SCUMBLE_GOLDEN_PIPELINES names a folder that holds it.");
        var tokenizer = new ClipTokenizer(folder);
        // Known ids of openai/clip-vit-large-patch14.
        Assert.That(tokenizer.Tokenize("a photo of a cat").Ids, Is.EqualTo(new[] { 320, 1125, 539, 320, 2368 }));
        Assert.That(tokenizer.Tokenize("Hello, World!").Ids, Is.EqualTo(new[] { 3306, 267, 1002, 256 }));
    }

    [TestCase("vocab.json", "{", "not valid JSON")]
    [TestCase("vocab.json", """{"a":1}""", "<|startoftext|>")]
    [TestCase("vocab.json", """{"a":"b"}""", "'a' has no id")]
    [TestCase("merges.txt", "nonsense", "merges.txt")]
    [TestCase("tokenizer_config.json", "[]", "tokenizer_config.json")]
    [TestCase("merges.txt", null, "merges.txt")]
    public void DamageIsNamed(string file, string? content, string named)
    {
        using var folder = new TemporaryFolder();
        foreach (var source in Directory.GetFiles(Folder)) File.Copy(source, Path.Combine(folder.Path, Path.GetFileName(source)));
        if (content is null) File.Delete(Path.Combine(folder.Path, file));
        else File.WriteAllText(Path.Combine(folder.Path, file), content);
        Assert.That(() => new ClipTokenizer(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains(named));
    }

    private static string TokenizerJson(string type, bool hasPairsAsLists)
    {
        var merges = File.ReadLines(Path.Combine(Folder, "merges.txt")).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
        return JsonSerializer.Serialize(new
        {
            added_tokens = new[] { new { id = Start, content = "<|startoftext|>" }, new { id = End, content = "<|endoftext|>" } },
            model = new
            {
                type,
                vocab = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Path.Combine(Folder, "vocab.json"))),
                merges = merges.Select(pair => hasPairsAsLists ? (object)pair.Split(' ') : pair),
            },
        });
    }

    private static int[] Padded(int[] ids, int padding) => [.. ids, .. Enumerable.Repeat(padding, Tiny.Length - ids.Length)];

    private static int[] Framed(ClipTokenizer tokenizer, string text) =>
        PromptTokens.Read(tokenizer, text, PromptSyntax.Plain, tokenizer.Length, 1).Ids.ToArray();
}
