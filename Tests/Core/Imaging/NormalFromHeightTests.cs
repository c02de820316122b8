using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class NormalFromHeightTests
{
    [Test]
    public void FlatHeightPointsStraightUp()
    {
        var height = new Image(33, 17, 1);
        height.Pixels.Fill(0.3f);
        var normal = NormalFromHeight.Create(height, TileMode.XY);
        Assert.That(Enumerable.Range(0, 33).Select(x => (normal[x, 8, 0], normal[x, 8, 1], normal[x, 8, 2])), Is.All.EqualTo((0.5f, 0.5f, 1f)));
    }

    [Test]
    public void RampHasTheSlopesNormalInOpenGlConvention([Values(0.01, -0.02)] double dx, [Values(0.015, -0.005)] double dy)
    {
        const int Size = 32;
        var height = new Image(Size, Size, 1);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
                height[x, y] = (float)((x * dx) + (y * dy));
        }
        var normal = NormalFromHeight.Create(height, TileMode.None, 16);
        var (gx, gy) = (16 * dx, 16 * dy);
        var length = Math.Sqrt((gx * gx) + (gy * gy) + 1);
        Assert.Multiple(() =>
        {
            Assert.That((normal[9, 11, 0] * 2) - 1, Is.EqualTo(-gx / length).Within(1e-5));
            Assert.That((normal[9, 11, 1] * 2) - 1, Is.EqualTo(gy / length).Within(1e-5));
            Assert.That((normal[9, 11, 2] * 2) - 1, Is.EqualTo(1 / length).Within(1e-5));
        });
    }

    [Test]
    public void SphereHasRadialNormals()
    {
        const int Size = 128;
        const double Radius = 100;
        var height = new Image(Size, Size, 1);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
                height[x, y] = (float)(Math.Sqrt((Radius * Radius) - ((x - 64) * (x - 64)) - ((y - 64) * (y - 64))) / Radius);
        }
        var normal = NormalFromHeight.Create(height, TileMode.None, (float)Radius);
        foreach (var (x, y) in new[] { (64, 64), (30, 64), (64, 100), (20, 90), (100, 33) })
        {
            Assert.That((normal[x, y, 0] * 2) - 1, Is.EqualTo((x - 64) / Radius).Within(2e-3), $"x at {x},{y}");
            Assert.That((normal[x, y, 1] * 2) - 1, Is.EqualTo((64 - y) / Radius).Within(2e-3), $"y at {x},{y}");
        }
    }

    [Test]
    public void RepeatingAxesCommuteWithRolling([Values(TileMode.XY, TileMode.X, TileMode.Y)] TileMode tile)
    {
        var height = Pictures.Noise(48, 40, 1, 7);
        var (dx, dy) = (tile == TileMode.Y ? 0 : 13, tile == TileMode.X ? 0 : 29);
        var rolled = NormalFromHeight.Create(Pictures.Roll(height, dx, dy), tile);
        var expected = Pictures.Roll(NormalFromHeight.Create(height, tile), dx, dy);
        Assert.That(rolled.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(1e-6f));
    }

    [Test]
    public void EdgesThatDoNotRepeatIgnoreTheOtherSide()
    {
        var height = new Image(16, 16, 1);
        for (var y = 0; y < 16; y++)
            height[15, y] = 1;
        Assert.Multiple(() =>
        {
            Assert.That(NormalFromHeight.Create(height, TileMode.Y)[0, 5, 0], Is.EqualTo(0.5f));
            Assert.That(NormalFromHeight.Create(height, TileMode.X)[0, 5, 0], Is.GreaterThan(0.9f));
        });
    }
}
