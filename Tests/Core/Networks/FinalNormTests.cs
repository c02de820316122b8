using NUnit.Framework;
using Scumble.Networks;

namespace Scumble.Tests.Core.Networks;

public class FinalNormTests
{
    private const int Tokens = 12, Width = 8;

    private readonly Random _random = new(3);
    private readonly float[] _gamma;
    private readonly float[] _beta;

    public FinalNormTests() => (_gamma, _beta) = (Numbers(Width, 1, 0.5), Numbers(Width, 0, 0.5));

    [Test]
    public void ItsFactorsFollowFromWhatItDid()
    {
        var (x, other) = (Numbers(Tokens * Width, 0.3, 2), Numbers(3 * Width, -1, 0.7));
        var expected = Normalized(other);
        FinalNorm.Find(x, Normalized(x), Width)!.Apply(other);
        Assert.That(other, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void HalfPrecisionIsEnough()
    {
        var (x, other) = (Numbers(Tokens * Width, 0.3, 2), Numbers(3 * Width, -1, 0.7));
        var expected = Normalized(other);
        FinalNorm.Find(x, [.. Normalized(x).Select(value => (float)(Half)value)], Width)!.Apply(other);
        Assert.That(other, Is.EqualTo(expected).Within(2e-3));
    }

    [Test]
    public void WhatIsNoNormalizationIsNotTakenForOne()
    {
        var x = Numbers(Tokens * Width, 0.3, 2);
        Assert.That(FinalNorm.Find(x, x, Width), Is.Null, "the same layer twice");
        Assert.That(FinalNorm.Find(x, Numbers(Tokens * Width, 0, 1), Width), Is.Null, "something else");
    }

    private float[] Numbers(int count, double mean, double spread) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(mean + (spread * ((2 * _random.NextDouble()) - 1))))];

    private float[] Normalized(float[] x) => [.. x.Chunk(Width).SelectMany(token =>
    {
        var mean = token.Average();
        var deviation = Math.Sqrt(token.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return token.Select((value, d) => (float)((_gamma[d] * (value - mean) / deviation) + _beta[d]));
    })];
}
