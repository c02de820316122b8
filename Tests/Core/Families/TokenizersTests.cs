using NUnit.Framework;
using Scumble.Families;
using Scumble.Models;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Families;

public sealed class TokenizersTests
{
    [TestCase("sd15", "tokenizer", typeof(ClipTokenizer))]
    [TestCase("sdxl", "tokenizer_2", typeof(ClipTokenizer))]
    [TestCase("flux-dev", "tokenizer_2", typeof(UnigramTokenizer))]
    [TestCase("sd3", "tokenizer_3", typeof(UnigramTokenizer))]
    [TestCase("", "tokenizer", typeof(WordPieceTokenizer))]
    public void FilesTellTheKind(string model, string name, Type expected)
    {
        var folder = ModelFolder.Open(model.Length == 0 ? TestModel.Path : Path.Combine(GoldenPipelines.Path, "models", model));
        Assert.That(Tokenizers.Require(folder.Require(name)), Is.TypeOf(expected));
    }

    [TestCase("vocab.json", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "Git LFS pointer")]
    [TestCase("merges.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "Git LFS pointer")]
    [TestCase("vocab.json", "{", "not valid JSON")]
    [TestCase("vocab.json", "{\"moss\": 0}", "special token")]
    [TestCase("merges.txt", "", "no regular file")]
    public void WhatKeepsAVocabularyFromBeingReadIsAmongTheProblems(string file, string content, string expected)
    {
        using var copy = new ModelCopy("sd15");
        Assert.That(ModelReport.Of(ModelFolder.Open(copy.Path)).Problems, Is.Empty);
        File.WriteAllText(copy[$"tokenizer/{file}"], content);
        Assert.That(ModelReport.Of(ModelFolder.Open(copy.Path)).Problems.Select(problem => problem.Message), Has.Some.Contains(expected));
    }
}
