using NUnit.Framework;
using Scumble.Imaging;

namespace Scumble.Tests.Core.Imaging;

public class LatticeTests
{
    [Test]
    public void NoiseRepeatsAfterItsPeriod([Values(-3.2f, 0.4f, 6.9f)] float x, [Values(-7.7f, 2.5f)] float y)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Lattice.Value(x + 7, y - 5, 7, 5, 9), Is.EqualTo(Lattice.Value(x, y, 7, 5, 9)).Within(1e-5));
            Assert.That(Lattice.Perlin(x + 7, y - 5, 7, 5, 9), Is.EqualTo(Lattice.Perlin(x, y, 7, 5, 9)).Within(1e-5));
            Assert.That(Lattice.Worley(x + 7, y - 5, 7, 5, 9, 1).Nearest, Is.EqualTo(Lattice.Worley(x, y, 7, 5, 9, 1).Nearest).Within(1e-5));
            Assert.That(Lattice.Value(x, y, 7, 5, 10), Is.Not.EqualTo(Lattice.Value(x, y, 7, 5, 9)));
        });
    }

    [Test]
    public void HashesAreSpreadEvenlyAndApart()
    {
        var (cells, counts, pairs) = (64 * 64, new int[3][].Select(_ => new int[16]).ToArray(), 0.0);
        for (var i = 0; i < cells; i++)
        {
            var (r, g, b) = Lattice.Hash(i % 64, i / 64, 64, 64, 1);
            counts[0][(int)(r * 16)]++;
            counts[1][(int)(g * 16)]++;
            counts[2][(int)(b * 16)]++;
            pairs += (r - 0.5) * (Lattice.Hash((i + 1) % 64, i / 64, 64, 64, 1).R - 0.5);
        }
        // Chi squared of 15 degrees of freedom stays below 37.7 in 999 of 1000 cases.
        foreach (var channel in counts) Assert.That(channel.Sum(n => Math.Pow(n - (cells / 16.0), 2) / (cells / 16.0)), Is.LessThan(37.7));
        Assert.That(Math.Abs(pairs / cells), Is.LessThan(3.0 / 12 / Math.Sqrt(cells)), "neighbours are not correlated");
    }

    [Test]
    public void PerlinIsAHalfAtItsPointsAndSmoothBetween()
    {
        var range = Enumerable.Range(0, 4000).Select(i => Lattice.Perlin(i * 0.0137f, i * 0.0071f, 64, 64, 3)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Lattice.Perlin(3, 5, 64, 64, 3), Is.EqualTo(0.5));
            Assert.That(range.Average(), Is.EqualTo(0.5).Within(0.03));
            Assert.That(range.Max() - range.Min(), Is.GreaterThan(0.6));
            Assert.That(range.Zip(range.Skip(1), (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(0.05));
        });
    }

    // Every point in the square around is looked at; distances are found without the lattice's own search.
    [Test]
    public void WorleyFindsTheNearestOfAllPoints()
    {
        var points = new List<(double X, double Y, float Random)>();
        for (var j = -4; j < 12; j++)
        {
            for (var i = -4; i < 12; i++)
            {
                var (r, g, b) = Lattice.Hash(i, j, 8, 8, 5);
                points.Add((i + r, j + g, b));
            }
        }
        for (var k = 0; k < 500; k++)
        {
            var (x, y) = (k * 0.618f % 8, k * 0.377f % 8);
            var sorted = points.OrderBy(point => Math.Pow(point.X - x, 2) + Math.Pow(point.Y - y, 2)).Take(2).ToArray();
            var (nearest, next, random) = Lattice.Worley(x, y, 8, 8, 5, 1);
            Assert.That((nearest, next), Is.EqualTo((Distance(sorted[0]), Distance(sorted[1]))).Using<(float, float)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-4 && Math.Abs(a.Item2 - b.Item2) < 1e-4));
            Assert.That(random, Is.EqualTo(sorted[0].Random));

            float Distance((double X, double Y, float Random) point) => (float)Math.Sqrt(Math.Pow(point.X - x, 2) + Math.Pow(point.Y - y, 2));
        }
    }
}
