using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class SeamScoreTests
{
    private static string[] Textures => [.. Directory.EnumerateFiles(RepositoryRoot.Combine("Tests", "Data", "Textures"), "*.png").Order()];

    [TestCaseSource(nameof(Textures))]
    public void RealSeamlessTexturesScoreAboutOne(string path)
    {
        var score = SeamScore.Of(ImageFiles.Read(path));
        Assert.That((score.X, score.Y), Is.EqualTo((1.0, 1.0)).Using<(double X, double Y)>((a, b) => Math.Abs(a.X - b.X) < 0.35 && Math.Abs(a.Y - b.Y) < 0.35));
    }

    [TestCaseSource(nameof(Textures))]
    public void CutTexturesScoreClearlyHigher(string path)
    {
        var score = SeamScore.Of(ImageFiles.Read(path).Crop(0, 0, 176, 168));
        Assert.That(Math.Min(score.X, score.Y), Is.GreaterThan(1.5));
    }

    [Test]
    public void EightTexturesAreThere() => Assert.That(Textures, Has.Length.EqualTo(8));

    [Test]
    public void AxesAreMeasuredApart()
    {
        var ramp = new Image(8, 4, 1);
        for (var i = 0; i < 32; i++)
            ramp.Pixels[i] = i % 8 / 7f;
        Assert.That(SeamScore.Of(ramp), Is.EqualTo(new SeamScore(7, 1)).Using<SeamScore>((a, b) => Math.Abs(a.X - b.X) < 1e-5 && a.Y == b.Y));
    }

    [Test]
    public void AConstantPictureHasNoSeam() => Assert.That(SeamScore.Of(new Image(4, 4, 3)).Worst, Is.EqualTo(1));
}
