using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every kind of node must do on every device; a device's tests derive from this.</summary>
public abstract class NodeContract
{
    private IImageOps _images = null!;

    protected IImageOps Images => _images;

    protected abstract IImageOps CreateOps();

    /// <summary>The axes that repeat, and how far the inputs are rolled.</summary>
    private protected virtual (TileMode Tile, int X, int Y)[] Rolls => [(TileMode.XY, 29, 13), (TileMode.X, 41, 0), (TileMode.Y, 0, 27)];

    [SetUp]
    public void SetUp() => _images = CreateOps();

    [TearDown]
    public void TearDown() => (_images as IDisposable)?.Dispose();

    [TestCaseSource(typeof(NodeCase), nameof(NodeCase.All))]
    public async Task ValuesAreWithinZeroAndOne(NodeCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var outputs = await one.RunAsync(_images);
        Assert.That(outputs, Is.Not.Empty.Or.Property("Count").Zero);
        if (one.Kind == "control") return; // gives no picture
        Assert.Multiple(() =>
        {
            foreach (var (name, image) in outputs) Assert.That(image.Pixels.ToArray(), Has.All.InRange(-1e-6f, 1 + 1e-6f), name);
        });
        Assert.That(outputs, Is.Not.Empty);
    }

    // Filters commute with rolling on the axes that repeat; what depends on the place has an edge that is no more visible than some line inside.
    [TestCaseSource(typeof(NodeCase), nameof(NodeCase.All))]
    public async Task EdgesThatMeetKeepMeeting(NodeCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var rule = NodeKinds.Get(one.Kind).Seam;
        foreach (var (tile, dx, dy) in Rolls)
        {
            var outputs = await one.RunAsync(_images, tile);
            var rolled = rule == SeamRule.Equivariant ? await one.RunAsync(_images, tile, dx, dy) : null;
            foreach (var (name, image) in outputs)
            {
                if (rolled is not null) AssertSame(Pictures.Roll(image, dx, dy), rolled[name], $"{name}, tile {tile}, rolled");
                else if (rule == SeamRule.Repeats && tile == TileMode.XY) AssertSeamless(image, name);
            }
        }
    }

    internal static void AssertSame(Image expected, Image actual, string what, float tolerance = 5e-5f)
    {
        var (worst, at) = (0f, 0);
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            var difference = Math.Abs(expected.Pixels[i] - actual.Pixels[i]);
            if (!(difference <= worst)) (worst, at) = (difference, i);
        }
        var (pixel, channel) = (at / expected.Channels, at % expected.Channels);
        Assert.That(worst, Is.LessThanOrEqualTo(tolerance),
            $"{what}: {actual.Pixels[at]} instead of {expected.Pixels[at]} at ({pixel % expected.Width}, {pixel / expected.Width}), channel {channel}");
    }

    private static void AssertSeamless(Image image, string name)
    {
        if (SeamScore.Of(image).Worst < 1.5) return;
        // A pattern may begin at the edge: then lines like it lie inside too.
        var (x, y) = (Lines(image, true), Lines(image, false));
        Assert.That(x[0], Is.LessThanOrEqualTo((1.5 * x[1..].Max()) + 1e-6), $"{name}: left and right edges");
        Assert.That(y[0], Is.LessThanOrEqualTo((1.5 * y[1..].Max()) + 1e-6), $"{name}: top and bottom edges");
    }

    // The mean difference of each column (row) to the one before, the first to the last.
    private static double[] Lines(Image image, bool isX)
    {
        var lines = new double[isX ? image.Width : image.Height];
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                for (var c = 0; c < image.Channels; c++)
                {
                    var before = isX ? image[(x + image.Width - 1) % image.Width, y, c] : image[x, (y + image.Height - 1) % image.Height, c];
                    lines[isX ? x : y] += Math.Abs(image[x, y, c] - before);
                }
            }
        }
        return lines;
    }
}
