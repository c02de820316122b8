using NUnit.Framework;
using Scumble.Diagnostics;

namespace Scumble.Tests.Core.Diagnostics;

public class CatalogueTests
{
    private readonly Catalogue<string> _catalogue = new("sampler");

    public CatalogueTests()
    {
        foreach (var id in new[] { "heun", "euler", "dpmpp_2m" }) _catalogue.Add(id, id.ToUpperInvariant());
    }

    [Test]
    public void GetFindsById() => Assert.That(_catalogue.Get("heun"), Is.EqualTo("HEUN"));

    [Test]
    public void AllIsOrderedById() => Assert.That(_catalogue.All, Is.EqualTo(new[] { "DPMPP_2M", "EULER", "HEUN" }));

    [TestCase("eular", "Did you mean 'euler'?")]
    [TestCase("Euler", "Did you mean 'euler'?")]
    [TestCase("dpm++_2m", "Did you mean 'dpmpp_2m'?")]
    [TestCase("something else", "Known ids: dpmpp_2m, euler, heun.")]
    public void AnUnknownIdGetsAHint(string id, string hint)
    {
        var error = Assert.Throws<ScumbleException>(() => _catalogue.Get(id));
        Assert.That((error.Message, error.Hint), Is.EqualTo(($"There is no sampler '{id}'.", hint)));
    }

    [Test]
    public void AnIdIsTakenOnce() => Assert.That(() => _catalogue.Add("heun", ""), Throws.ArgumentException);

    [TestCase("ab", "ba", ExpectedResult = 1)]
    [TestCase("kitten", "sitting", ExpectedResult = 3)]
    [TestCase("", "abc", ExpectedResult = 3)]
    public int DistanceCountsEdits(string a, string b) => NearestName.Distance(a, b);
}
