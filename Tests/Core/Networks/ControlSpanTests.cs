using NUnit.Framework;
using Scumble.Networks;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Networks;

public class ControlSpanTests
{
    // The reference keeps call i of n where not (i/n < start or (i+1)/n > end).
    [TestCase(0, 1, 4, ExpectedResult = "1111")]
    [TestCase(0, 0.5, 4, ExpectedResult = "1100")]
    [TestCase(0.5, 1, 4, ExpectedResult = "0011")]
    [TestCase(0.3, 0.8, 5, ExpectedResult = "00110")]
    [TestCase(0, 0.49, 2, ExpectedResult = "00")]
    [TestCase(0.2, 0.7, 7, ExpectedResult = "0011000")]
    public string ACallIsSteeredIfItsWholeShareLiesBetween(double start, double end, int calls)
    {
        var span = new ControlSpan(1, start, end);
        return string.Concat(Enumerable.Range(0, calls).Select(i => span.IsActive(new DenoiseCall { CallIndex = i, CallCount = calls }) ? '1' : '0'));
    }

    [Test]
    public void MoreCallsThanWereExpectedCountAsTheLast()
    {
        Assert.That(new ControlSpan(1, 0.5).IsActive(new DenoiseCall { CallIndex = 9, CallCount = 4 }));
        Assert.That(new ControlSpan(1, 0, 0.5).IsActive(new DenoiseCall { CallIndex = 9, CallCount = 4 }), Is.False);
    }
}
