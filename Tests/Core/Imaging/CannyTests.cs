using System.IO.Compression;
using NUnit.Framework;
using OpenCvSharp;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

/// <summary>Canny beside OpenCV's, which edge control networks were trained with.</summary>
public class CannyTests
{
    /// <summary>Of all pixels: OpenCV turns colour to grey in fixed point, which rounds a level now and then to the other side.</summary>
    private const double MaxShare = 0.00001;

    private static readonly (int Low, int High)[] Thresholds = [(100, 200), (40, 120), (10, 30), (200, 200)];

    [Test]
    public void OfTheSameGreyItIsOpenCvsToThePixel()
    {
        foreach (var (name, photograph) in Photographs(12))
        {
            using var grey = Grey(photograph);
            grey.GetArray(out byte[] levels);
            var image = new Image(photograph.Width, photograph.Height, 1);
            for (var i = 0; i < levels.Length; i++) image.Pixels[i] = levels[i] / 255f;
            foreach (var (low, high) in Thresholds)
                Assert.That(Differing(Canny.Create(image, low, high), grey, low, high), Is.Zero, $"{name}, {low} to {high}");
        }
    }

    [Test]
    public void OfAPhotographItIsOpenCvsButForAStatedShare()
    {
        var (differing, edges, all) = (0L, 0.0, 0L);
        foreach (var (name, photograph) in Photographs(40))
        {
            using var grey = Grey(photograph);
            foreach (var (low, high) in Thresholds)
            {
                var found = Extraction.Of(Extractors.Canny, photograph, new Dictionary<string, double> { ["low"] = low, ["high"] = high });
                var differs = Differing(found, grey, low, high);
                Assert.That(differs / (double)found.Pixels.Length, Is.LessThan(50 * MaxShare), $"{name}, {low} to {high}");
                (differing, edges, all) = (differing + differs, edges + found.Pixels.ToArray().Sum(), all + found.Pixels.Length);
            }
        }
        TestContext.Out.WriteLine($"{differing} of {all} pixels differ, {(double)differing / all:0.0000%}; edges are {edges / all:0.0%}");
        Assert.That(edges / all, Is.GreaterThan(0.05), "they have edges");
        Assert.That((double)differing / all, Is.LessThan(MaxShare));
    }

    private static Mat Grey(Image photograph)
    {
        var bytes = Texels.Encode(photograph, TexelFormat.Rgba8);
        using var rgba = Mat.FromPixelData(photograph.Height, photograph.Width, MatType.CV_8UC4, bytes);
        var grey = new Mat();
        Cv2.CvtColor(rgba, grey, ColorConversionCodes.RGBA2GRAY);
        return grey;
    }

    private static int Differing(Image found, Mat grey, int low, int high)
    {
        using var edges = new Mat();
        Cv2.Canny(grey, edges, low, high);
        edges.GetArray(out byte[] expected);
        return expected.Where((value, i) => (value != 0) != (found.Pixels[i] != 0)).Count();
    }

    private static IEnumerable<(string Name, Image Photograph)> Photographs(int count)
    {
        using var archive = ZipFile.OpenRead(RepositoryRoot.Combine("Training~", "photos", "photos.zip"));
        var colours = archive.Entries.Where(entry => entry.Name.EndsWith(".color.jpg", StringComparison.Ordinal)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < count; i++)
        {
            var entry = colours[i * colours.Length / count];
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return (entry.Name, ImageFiles.Decode(bytes.ToArray(), entry.Name));
        }
    }
}
