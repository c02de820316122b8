using NUnit.Framework;
using Scumble.Networks;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Networks;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TextEncoderTests : IDisposable
{
    private const int Length = 4;

    private readonly CountingTextSession _session = new(Length);
    private readonly TextEncoder _encoder;

    public TextEncoderTests() => _encoder = new TextEncoder(new CpuTensorOps(), _session);

    public void Dispose()
    {
        _encoder.Dispose();
        _session.Dispose();
    }

    [Test]
    public void ARepeatedPromptCostsNoRunAndGivesTheSame()
    {
        var first = Encode("ab");
        Assert.That(Encode("ba"), Is.Not.EqualTo(first));
        Assert.That(Encode("ab"), Is.EqualTo(first).And.EqualTo(new float[] { '<', 'a', 'b', '>' }));
        Assert.That(_session.Runs, Is.EqualTo(2));
    }

    [Test]
    public void ThePromptThatWasUsedLongestAgoIsForgotten()
    {
        for (var i = 0; i < TextEncoder.Capacity; i++) Encode($"{i}");
        Assert.That(RunsOf("0"), Is.Zero, "the first is used again");
        Assert.That(RunsOf("x"), Is.EqualTo(1), "one more than fit");
        Assert.That(RunsOf("0"), Is.Zero, "used lately, so kept");
        Assert.That(RunsOf("2"), Is.Zero, "the third is the oldest now, and used");
        Assert.That(RunsOf("1"), Is.EqualTo(1), "the second was forgotten");
        Assert.That(RunsOf("3"), Is.EqualTo(1), "which took the fourth's place");
    }

    [Test]
    public void WhatIsRememberedSurvivesARelease()
    {
        Encode("ab");
        _encoder.Release();
        Assert.That(RunsOf("ab"), Is.Zero);
        Assert.That(RunsOf("ba"), Is.EqualTo(1));
    }

    [Test]
    public void EachWindowIsARunAndTheyFollowEachOther() =>
        Assert.That(Encode("abc"), Is.EqualTo(new float[] { '<', 'a', 'b', '>', '<', 'c', '>', 0 }));

    // 1000 at each token that counts: T5 reads its padding, CLIP does not.
    [TestCase(true, new float[] { '<' + 1000, 'a' + 1000, '>' + 1000, 0 })]
    [TestCase(false, new float[] { '<' + 1000, 'a' + 1000, '>' + 1000, 1000 })]
    public void AMaskSaysWhichTokensCount(bool masksPadding, float[] expected)
    {
        using var session = new CountingTextSession(Length, takesMask: true);
        using var encoder = new TextEncoder(new CpuTensorOps(), session, masksPadding: masksPadding);
        var tokens = PromptTokens.Read(new Letters(), "a", PromptSyntax.Plain, Length, 1);
        Assert.That(((CpuTensor<float>)encoder.Encode(tokens).Hidden).Span.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void EmphasisKeepsTheWindowsMean()
    {
        var plain = Encode("ab");
        var weighted = Encode("a(b:2)");
        var factor = plain.Sum() / (plain.Sum() + 'b');
        Assert.That(weighted, Is.EqualTo(new[] { '<' * factor, 'a' * factor, 2 * 'b' * factor, '>' * factor }).Within(1e-3));
        Assert.That(weighted.Sum(), Is.EqualTo(plain.Sum()).Within(1e-2));
    }

    private float[] Encode(string prompt)
    {
        var hidden = (CpuTensor<float>)_encoder.Encode(PromptTokens.Read(new Letters(), prompt, PromptSyntax.Weighted, Length, 8)).Hidden;
        return hidden.Span.ToArray();
    }

    private int RunsOf(string prompt)
    {
        var before = _session.Runs;
        Encode(prompt);
        return _session.Runs - before;
    }

    // A letter is a token.
    private sealed class Letters : Tokenizer
    {
        public override int Length => TextEncoderTests.Length;

        public override int MarkCount => 2;

        public override TokenizedText Tokenize(string text) => new([.. text.Select(letter => (int)letter)], []);

        public override void Frame(ReadOnlySpan<int> ids, Span<int> window)
        {
            window.Clear();
            window[0] = '<';
            ids.CopyTo(window[1..]);
            window[ids.Length + 1] = '>';
        }
    }
}
