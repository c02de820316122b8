using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class BetaDistributionTests
{
    // Beta(1/2, 1/2) is the arcsine distribution, Beta(1, 1) the uniform one, Beta(2, 1) and Beta(1, 3) are powers.
    [TestCase(1e-6)]
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.93)]
    [TestCase(1 - 1e-6)]
    public void QuantilesAreThoseOfClosedForms(double p)
    {
        Assert.That(BetaDistribution.Quantile(p, 0.5, 0.5), Is.EqualTo(Math.Pow(Math.Sin(Math.PI * p / 2), 2)).Within(1e-8).Percent);
        Assert.That(BetaDistribution.Quantile(p, 1, 1), Is.EqualTo(p).Within(1e-8).Percent);
        Assert.That(BetaDistribution.Quantile(p, 2, 1), Is.EqualTo(Math.Sqrt(p)).Within(1e-8).Percent);
        Assert.That(BetaDistribution.Quantile(p, 1, 3), Is.EqualTo(1 - Math.Pow(1 - p, 1 / 3.0)).Within(1e-7).Percent);
    }

    [Test]
    public void TheDistributionFunctionIsSymmetric()
    {
        for (var x = 0.0; x <= 1; x += 0.0625)
            Assert.That(BetaDistribution.Cumulative(x, 0.6, 3) + BetaDistribution.Cumulative(1 - x, 3, 0.6), Is.EqualTo(1).Within(1e-13));
        Assert.That((BetaDistribution.Quantile(0, 0.6, 0.6), BetaDistribution.Quantile(1, 0.6, 0.6)), Is.EqualTo((0.0, 1.0)));
        Assert.That(() => BetaDistribution.Quantile(0.5, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
