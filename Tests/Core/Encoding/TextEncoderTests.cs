using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Encoding;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Encoding;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TextEncoderTests : IDisposable
{
    private const int Length = 4;

    private readonly CountingTextSession _session = new(Length);
    private readonly TextEncoder _encoder;
    private readonly CpuTensor<float> _target = new(new TensorShape(1, Length, 1));

    public TextEncoderTests() => _encoder = new TextEncoder(new CpuTensorOps(), _session, new Letters());

    public void Dispose()
    {
        _encoder.Dispose();
        _session.Dispose();
        _target.Dispose();
    }

    [Test]
    public void ARepeatedPromptCostsNoRunAndGivesTheSame()
    {
        var unknown = _encoder.Encode("ab?", _target);
        var first = _target.Span.ToArray();
        _encoder.Encode("ba", _target);
        Assert.That(_target.Span.ToArray(), Is.Not.EqualTo(first));
        Assert.That(_encoder.Encode("ab?", _target), Is.EqualTo(unknown).And.EqualTo(new[] { "?" }));
        Assert.That(_target.Span.ToArray(), Is.EqualTo(first));
        Assert.That(_session.Runs, Is.EqualTo(2));
    }

    [Test]
    public void PromptsThatDifferInCaseOrSpaceAreDifferent()
    {
        foreach (var prompt in new[] { "ab", "AB", "ab ", "" }) _encoder.Encode(prompt, _target);
        Assert.That(_session.Runs, Is.EqualTo(4));
    }

    [Test]
    public void ThePromptThatWasUsedLongestAgoIsForgotten()
    {
        for (var i = 0; i < TextEncoder.Capacity; i++) _encoder.Encode($"{i}", _target);
        Assert.That(RunsOf("0"), Is.Zero, "the first is used again");
        Assert.That(RunsOf("new"), Is.EqualTo(1), "one more than fit");
        Assert.That(RunsOf("0"), Is.Zero, "used lately, so kept");
        Assert.That(RunsOf("2"), Is.Zero, "the third is the oldest now, and used");
        Assert.That(RunsOf("1"), Is.EqualTo(1), "the second was forgotten");
        Assert.That(RunsOf("3"), Is.EqualTo(1), "which took the fourth's place");
    }

    [Test]
    public void APromptThatFailsIsNotRemembered()
    {
        for (var i = 0; i < 2; i++)
            Assert.That(() => _encoder.Encode("too long", _target), Throws.TypeOf<InvalidRequestException>());
        Assert.That(RunsOf("ab"), Is.EqualTo(1));
        Assert.That(_target.Span.ToArray(), Is.EqualTo(new float[] { 'a', 'b', 0, 0 }));
    }

    private int RunsOf(string prompt)
    {
        var before = _session.Runs;
        _encoder.Encode(prompt, _target);
        return _session.Runs - before;
    }

    // A letter is a token; '?' is unknown.
    private sealed class Letters : Tokenizer
    {
        public override int Length => TextEncoderTests.Length;

        public override TokenizedPrompt Encode(string prompt) => prompt.Length > Length
            ? throw new InvalidRequestException("prompt", "Too long.", "Shorten it.")
            : new TokenizedPrompt([.. prompt.PadRight(Length, '\0').Select(letter => (int)letter)], prompt.Contains('?') ? ["?"] : []);
    }
}
