using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Tests.Core.Materials;

public class MaterialReliefTests
{
    private const int Edge = 64;

    [Test]
    public void TheDrawnHeightGetsTheColoursOfTheMaterialsOwnHeights()
    {
        // Red where the material is low, white where it is high, in stripes across; the artist drew stripes down.
        var painted = MaterialRelief.Paint(Stripes(), Drawn());
        for (var y = 0; y < Edge; y++)
        {
            for (var x = 0; x < Edge; x++)
            {
                var isHigh = x / 8 % 2 == 1;
                Assert.That((painted[x, y, 0], painted[x, y, 1]), Is.EqualTo(isHigh ? (0.9f, 0.8f) : (0.7f, 0.1f)).Within(1e-4f), $"({x}, {y})");
            }
        }
    }

    [Test]
    public void AFlatHeightChangesNoColourButToTheMean()
    {
        var painted = MaterialRelief.Paint(Stripes(), new Image(Edge, Edge, 1));
        Assert.That(painted.Pixels.ToArray(), Has.All.InRange(0f, 1f));
    }

    [TestCase(0f)]
    [TestCase(0.5f)]
    [TestCase(1f)]
    public void PressedItIsInTheHeightAndInWhatFollows(float share)
    {
        var (material, drawn) = (Stripes(), Drawn());
        var pressed = MaterialRelief.Press(material, drawn, share, TileMode.XY);
        for (var i = 0; i < drawn.Pixels.Length; i++)
            Assert.That(pressed.Height.Pixels[i], Is.EqualTo((share * drawn.Pixels[i]) + ((1 - share) * material.Height.Pixels[i])).Within(1e-6f));
        var expected = NormalFromHeight.Create(pressed.Height, TileMode.XY);
        Assert.Multiple(() =>
        {
            Assert.That(pressed.Normal.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(1e-5f));
            Assert.That(pressed.BaseColor, Is.SameAs(material.BaseColor));
            Assert.That(pressed.Roughness, Is.SameAs(material.Roughness));
            Assert.That(pressed.All, Is.EqualTo(material.All));
        });
    }

    [Test]
    public void OtherSizesAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => MaterialRelief.Paint(Stripes(), new Image(Edge, Edge / 2, 1)), Throws.ArgumentException.With.Message.Contains("64x32"));
        Assert.That(() => MaterialRelief.Press(Stripes(), new Image(Edge, Edge, 3), 1, TileMode.XY), Throws.ArgumentException.With.Message.Contains("one channel"));
        Assert.That(() => MaterialRelief.Press(Stripes(), Drawn(), 1.5f, TileMode.XY), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });

    private static Image Drawn()
    {
        var drawn = new Image(Edge, Edge, 1);
        for (var y = 0; y < Edge; y++)
            for (var x = 0; x < Edge; x++) drawn[x, y] = x / 8 % 2;
        return drawn;
    }

    private static MaterialMaps Stripes()
    {
        var (colour, height, normal, roughness) = (new Image(Edge, Edge, 3), new Image(Edge, Edge, 1), new Image(Edge, Edge, 3), new Image(Edge, Edge, 1));
        roughness.Pixels.Fill(0.6f);
        for (var y = 0; y < Edge; y++)
        {
            for (var x = 0; x < Edge; x++)
            {
                var isHigh = y / 8 % 2 == 1;
                (height[x, y], colour[x, y, 0], colour[x, y, 1]) = (isHigh ? 0.6f : 0.4f, isHigh ? 0.9f : 0.7f, isHigh ? 0.8f : 0.1f);
            }
        }
        return new(new Dictionary<MaterialMap, Image> { [MaterialMap.BaseColor] = colour, [MaterialMap.Height] = height, [MaterialMap.Normal] = normal, [MaterialMap.Roughness] = roughness });
    }
}
