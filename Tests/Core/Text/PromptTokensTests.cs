using NUnit.Framework;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class PromptTokensTests
{
    private const int Start = 758, End = 759, Length = 77;

    private static readonly ClipTokenizer Tokenizer = new(GoldenPipelines.Tokenizer("clip_tiny"));

    private static PromptTokens Read(string prompt, PromptSyntax syntax = PromptSyntax.Weighted, int maxWindows = 8) =>
        PromptTokens.Read(Tokenizer, prompt, syntax, Length, maxWindows);

    [Test]
    public void WindowsSayHowManyTokensAreNoPadding()
    {
        var ids = Tokenizer.Tokenize("moss on stone").Ids.Count;
        var tokens = Read("moss on stone");
        Assert.That(tokens.Counts.ToArray(), Is.EqualTo(new[] { ids + 2 }));
        Assert.That(tokens.Extend(Tokenizer, 2).Counts.ToArray(), Is.EqualTo(new[] { ids + 2, 2 }));
    }

    [Test]
    public void ALongPromptFillsWindowAfterWindow()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("mossy", 160));
        var ids = Tokenizer.Tokenize(prompt).Ids;
        var tokens = Read(prompt);
        Assert.That(tokens.WindowCount, Is.EqualTo((ids.Count + 74) / 75));
        for (var w = 0; w < tokens.WindowCount; w++)
        {
            var window = tokens.Ids.Slice(w * Length, Length);
            var part = ids.Skip(w * 75).Take(75).ToArray();
            Assert.That(window[0], Is.EqualTo(Start));
            Assert.That(window.Slice(1, part.Length).ToArray(), Is.EqualTo(part));
            Assert.That(window[part.Length + 1], Is.EqualTo(End));
        }
        Assert.That(tokens.CutCount, Is.Zero);
    }

    [Test]
    public void WhatDoesNotFitIsCountedAsCut()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("mossy", 80));
        var tokens = Read(prompt, PromptSyntax.Plain, 1);
        Assert.That(tokens.WindowCount, Is.EqualTo(1));
        Assert.That(tokens.CutCount, Is.EqualTo(Tokenizer.Tokenize(prompt).Ids.Count - 75).And.Positive);
    }

    [Test]
    public void WeightsFollowTheirTokens()
    {
        var tokens = Read("mossy (seamless:1.5) mossy");
        var (mossy, seamless) = (Tokenizer.Tokenize("mossy").Ids, Tokenizer.Tokenize("seamless").Ids);
        float[] expected = [1, .. mossy.Select(_ => 1f), .. seamless.Select(_ => 1.5f)];
        Assert.That(tokens.Weights[..expected.Length].ToArray(), Is.EqualTo(expected));
        Assert.That(tokens.Weights[expected.Length..].ToArray(), Is.All.EqualTo(1f));
        Assert.That(Read("mossy").Weights.IsEmpty);
        Assert.That(Read("(mossy:1.5)", PromptSyntax.Plain).Weights.IsEmpty);
    }

    [Test]
    public void EqualityIsWhatTheEncoderSees()
    {
        Assert.That(Read("mossy"), Is.EqualTo(Read(" MOSSY ")).And.Not.EqualTo(Read("mossy wall")));
        Assert.That(Read("mossy").GetHashCode(), Is.EqualTo(Read(" MOSSY ").GetHashCode()));
        Assert.That(Read("mossy"), Is.Not.EqualTo(Read("(mossy)")));
        Assert.That(Read("mossy"), Is.Not.EqualTo(Read("mossy").Extend(Tokenizer, 2)));
    }

    [Test]
    public void AnExtensionIsAnEmptyPromptsWindow()
    {
        var extended = Read("(mossy:2)").Extend(Tokenizer, 2);
        Assert.That(extended.Ids[Length..].ToArray(), Is.EqualTo(Read("").Ids.ToArray()));
        Assert.That(extended.Weights.Length, Is.EqualTo(2 * Length));
    }
}
