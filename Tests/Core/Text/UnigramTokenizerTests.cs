using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class UnigramTokenizerTests
{
    private const int Padding = 0, Length = 77;

    private static readonly string Folder = GoldenPipelines.Tokenizer("t5_tiny");

    private static readonly UnigramTokenizer FromModel = new(Only("spiece.model"));

    private static readonly UnigramTokenizer FromJson = new(Only("tokenizer.json"));

    public static IEnumerable<TestCaseData> Prompts() => GoldenPipelines.Prompts("t5_tiny_ids.json");

    [TestCaseSource(nameof(Prompts))]
    public void GivesTheReferencesIdsFromEitherFile(string text, int[] ids)
    {
        int[] expected = [.. ids, .. Enumerable.Repeat(Padding, Length - ids.Length)];
        Assert.That(PromptTokens.Read(FromModel, text, PromptSyntax.Plain, Length, 1).Ids.ToArray(), Is.EqualTo(expected), "spiece.model");
        Assert.That(PromptTokens.Read(FromJson, text, PromptSyntax.Plain, Length, 1).Ids.ToArray(), Is.EqualTo(expected), "tokenizer.json");
    }

    [TestCase("mossy </s> wet", 1)]
    [TestCase("mossy <pad> wet", 0)]
    public void SpecialTokensStandForThemselves(string text, int id) => Assert.That(FromModel.Tokenize(text).Ids, Does.Contain(id));

    [TestCase("spiece.model", "spiece.model")]
    [TestCase("tokenizer.json", "tokenizer.json")]
    public void DamageIsNamed(string file, string named)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, file);
        var whole = File.ReadAllBytes(Path.Combine(Folder, file));
        foreach (var length in new[] { 0, 10, whole.Length / 2 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(() => new UnigramTokenizer(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains(named), $"{length} bytes");
        }
    }

    [Test]
    public void AnotherKindOfModelIsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "tokenizer.json"), """{"model":{"type":"BPE"}}""");
        Assert.That(() => new UnigramTokenizer(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains("Unigram"));
    }

    // The temporary folders are small and the system's to clear: tokenizers of all tests share them.
    private static string Only(string file)
    {
        var folder = Directory.CreateTempSubdirectory("scumble-t5-").FullName;
        File.Copy(Path.Combine(Folder, file), Path.Combine(folder, file));
        return folder;
    }
}
