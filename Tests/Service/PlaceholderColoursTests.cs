using NUnit.Framework;
using Scumble.Service;

namespace Scumble.Tests.Service;

public class PlaceholderColoursTests
{
    [Test]
    public void PlaceholdersHaveTheColourOfTheWords()
    {
        var (grey, rust, moss, gold) = (PlaceholderColours.Of(""), PlaceholderColours.Of("Rust!"), PlaceholderColours.Of("moss"), PlaceholderColours.Of("hammered gold, 9"));
        Assert.That(PlaceholderColours.Of("qwertz"), Is.EqualTo(grey));
        Assert.That(grey.Take(3), Has.All.EqualTo(0.5).Within(0.02));
        Assert.That(rust[0], Is.GreaterThan(2 * rust[2]), "rust is red");
        Assert.That(moss[1], Is.GreaterThan(moss[0]).And.GreaterThan(2 * moss[2]), "moss is green");
        Assert.That((gold[4], moss[4]), Is.EqualTo((1.0f, 0.0f)).Using<(float, float)>((a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 0.4 ? 0 : 1), "gold is metal");
        Assert.That(PlaceholderColours.Of("moss rust")[0], Is.GreaterThan(moss[0]).And.LessThan(rust[0]), "between the two");
        Assert.That(moss.Concat(gold).Select(value => Math.Abs((value * 31) - Math.Round(value * 31))), Has.All.LessThan(1e-4));
    }
}
