using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class OcclusionFromHeightTests
{
    [Test]
    public void FlatPlaneSeesAllOfTheSky()
    {
        var height = new Image(37, 21, 1);
        height.Pixels.Fill(0.6f);
        Assert.That(OcclusionFromHeight.Create(height, TileMode.XY).Pixels.ToArray(), Is.All.EqualTo(1f).Within(1e-6f));
    }

    [Test]
    public void InclinedPlaneSeesAllOfItsSky([Values(0.02, 0.06)] double slope)
    {
        var height = new Image(128, 128, 1);
        for (var y = 0; y < 128; y++)
        {
            for (var x = 0; x < 128; x++)
                height[x, y] = (float)(slope * x);
        }
        Assert.That(OcclusionFromHeight.Create(height, TileMode.None)[64, 64], Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void RoundPitMatchesTheClosedForm([Values(8, 16)] int radius)
    {
        // Middle of a cylindrical pit: all horizons at t = depth / radius, V = 1 / (1 + t^2).
        var height = new Image(128, 128, 1);
        for (var y = 0; y < 128; y++)
        {
            for (var x = 0; x < 128; x++)
                height[x, y] = Math.Sqrt(((x - 64) * (x - 64)) + ((y - 64) * (y - 64))) < radius ? 0 : 1;
        }
        var occlusion = OcclusionFromHeight.Create(height, TileMode.XY, 12);
        var t = 12.0 / radius;
        Assert.Multiple(() =>
        {
            Assert.That(occlusion[64, 64], Is.EqualTo(1 / (1 + (t * t))).Within(0.08));
            Assert.That(occlusion[5, 5], Is.EqualTo(1).Within(1e-5), "the rim's plane");
            Assert.That(occlusion[64 - radius + 1, 64], Is.LessThan(occlusion[64, 64]), "darker at the wall");
        });
    }

    [Test]
    public void RepeatingAxesCommuteWithRolling()
    {
        var height = Pictures.Noise(48, 40, 1, 3);
        var rolled = OcclusionFromHeight.Create(Pictures.Roll(height, 11, 23), TileMode.XY);
        var expected = Pictures.Roll(OcclusionFromHeight.Create(height, TileMode.XY), 11, 23);
        Assert.That(rolled.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(1e-5f));
    }

    [Test]
    public void AWallBeyondTheEdgeCountsOnlyWhereTheAxisRepeats()
    {
        var height = new Image(96, 96, 1);
        for (var y = 0; y < 96; y++)
            height[95, y] = 1;
        Assert.Multiple(() =>
        {
            Assert.That(OcclusionFromHeight.Create(height, TileMode.Y)[0, 40], Is.EqualTo(1f).Within(1e-6));
            Assert.That(OcclusionFromHeight.Create(height, TileMode.X)[0, 40], Is.LessThan(0.8f));
        });
    }

    [Test]
    public void ValuesStayInRangeOnNoise()
    {
        var occlusion = OcclusionFromHeight.Create(Pictures.Noise(65, 33, 1, 5), TileMode.XY, 64);
        Assert.That(occlusion.Pixels.ToArray(), Is.All.InRange(0f, 1f));
        Assert.That(occlusion.Pixels.ToArray().Average(), Is.LessThan(0.5f));
    }
}
