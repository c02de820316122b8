using System.Text.Json;
using NUnit.Framework;

namespace Scumble.Tests.Fixtures;

/// <summary>Models, cases and token ids recorded from the reference pipelines: below SCUMBLE_GOLDEN_PIPELINES, else the copy in Tests/Data.</summary>
public static class GoldenPipelines
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("SCUMBLE_GOLDEN_PIPELINES") is { Length: > 0 } folder
        ? folder : RepositoryRoot.Combine("Tests", "Data", "Pipelines");

    public static string Tokenizer(string name) => System.IO.Path.Combine(Path, "tokenizers", name);

    /// <summary>The prompts of a file of token ids.</summary>
    public static IEnumerable<TestCaseData> Prompts(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Tokenizer(file)));
        foreach (var prompt in document.RootElement.GetProperty("prompts").EnumerateArray())
        {
            var (text, ids) = (prompt.GetProperty("text").GetString()!, prompt.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray());
            yield return new TestCaseData(text, ids).SetArgDisplayNames(text.Length > 40 ? text[..40] : text);
        }
    }
}
