using System.Numerics;
using LiveWindow;
using NUnit.Framework;
using SceneToConcept;

namespace Scumble.Tests.Samples;

public class SelectionTests
{
    private static readonly Dictionary<int, string> Prompts = new() { [1] = "stone", [2] = "brick", [3] = "brick", [4] = "wood" };

    [Test]
    public void AClickPicksOne() => Assert.That(Selection.None.Click(2, 0, Prompts).Click(4, 0, Prompts).Ids, Is.EquivalentTo([4]));

    [Test]
    public void WithControlOneJoinsAndLeaves()
    {
        var both = Selection.None.Click(2, 0, Prompts).Click(4, InputModifiers.Control, Prompts);
        Assert.Multiple(() =>
        {
            Assert.That(both.Ids, Is.EquivalentTo([2, 4]));
            Assert.That(both.Click(2, InputModifiers.Control, Prompts).Ids, Is.EquivalentTo([4]));
        });
    }

    [Test]
    public void WithShiftAllOfTheSameMaterialCome() => Assert.That(Selection.None.Click(3, InputModifiers.Shift, Prompts).Ids, Is.EquivalentTo([2, 3]));

    [Test]
    public void TheSkyLetsGo()
    {
        var one = Selection.None.Click(2, 0, Prompts);
        Assert.Multiple(() =>
        {
            Assert.That(one.Click(0, 0, Prompts).Ids, Is.Empty);
            Assert.That(one.Click(0, InputModifiers.Control, Prompts).Ids, Is.EquivalentTo([2]));
        });
    }

    [Test]
    public void ItsBoxIsThatOfWhatIsPickedOrOfAll()
    {
        (int, Vector3)[] corners = [(1, new(-5, 0, 1)), (2, new(1, 2, 3)), (2, new(0, 4, 3)), (3, new(9, 9, 9))];
        Assert.Multiple(() =>
        {
            Assert.That(Selection.None.Click(2, 0, Prompts).Bounds(corners), Is.EqualTo((new Vector3(0, 2, 3), new Vector3(1, 4, 3))));
            Assert.That(Selection.None.Bounds(corners), Is.EqualTo((new Vector3(-5, 0, 1), new Vector3(9, 9, 9))));
        });
    }
}
