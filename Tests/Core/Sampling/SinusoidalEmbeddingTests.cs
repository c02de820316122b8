using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class SinusoidalEmbeddingTests
{
    [Test]
    public void SinesComeFirstUnlessCosinesDo()
    {
        float[] sines = new float[4], cosines = new float[4];
        new SinusoidalEmbedding(FrequencyShift: 0).Write(1, sines);
        new SinusoidalEmbedding(CosinesFirst: true, FrequencyShift: 0).Write(1, cosines);
        Assert.That(sines, Is.EqualTo(new[] { Math.Sin(1), Math.Sin(0.01), Math.Cos(1), Math.Cos(0.01) }).Within(1e-6));
        Assert.That(cosines, Is.EqualTo(sines[2..].Concat(sines[..2])));
    }

    [Test]
    public void AnOddLastNumberIsZero()
    {
        var odd = new float[7];
        Array.Fill(odd, 9);
        SinusoidalEmbedding.GuidanceScale.Write(7.5, odd);
        Assert.That(odd[6], Is.Zero);
        Assert.That(odd[0], Is.EqualTo(Math.Sin(7500)).Within(1e-6));
    }

    [Test]
    public void TooFewNumbersAreRefused()
    {
        Assert.That(() => new SinusoidalEmbedding().Write(1, new float[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        var two = new float[2];
        new SinusoidalEmbedding().Write(1, two);
        Assert.That(two, Is.EqualTo(new[] { Math.Sin(1), Math.Cos(1) }).Within(1e-6));
    }
}
