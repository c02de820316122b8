using LiveWindow;
using NUnit.Framework;
using SceneToConcept;

namespace Scumble.Tests.Samples;

public class TextLineTests
{
    [TestCase("old", "new", ExpectedResult = "new|")]
    [TestCase("old", ">er", ExpectedResult = "older|")]
    [TestCase("old", "<very ", ExpectedResult = "very |old")]
    [TestCase("old", "b", ExpectedResult = "b|")]
    [TestCase("old", "-", ExpectedResult = "|")]
    [TestCase("old", ">-", ExpectedResult = "ol|")]
    [TestCase("old", "<+", ExpectedResult = "|ld")]
    [TestCase("old", "><<x>", ExpectedResult = "oxl|d")]
    [TestCase("", "-<+>", ExpectedResult = "|")]
    [TestCase("a\U0001F9F1b", ">-", ExpectedResult = "a\U0001F9F1|")]
    [TestCase("a\U0001F9F1b", "><-", ExpectedResult = "a|b")]
    [TestCase("a\U0001F9F1b", "><<+", ExpectedResult = "a|b")]
    public string ItIsEdited(string text, string input)
    {
        var line = new TextLine(text);
        foreach (var one in input.EnumerateRunes())
        {
            line.Take(one.Value switch
            {
                '<' => new(InputKind.KeyDown, Keys.Left),
                '>' => new(InputKind.KeyDown, Keys.Right),
                '-' => new(InputKind.KeyDown, Keys.Backspace),
                '+' => new(InputKind.KeyDown, Keys.Delete),
                var character => new(InputKind.Character, character),
            });
        }
        return line.Text.Insert(line.Caret, "|");
    }

    [Test]
    public void OtherKeysChangeNothing()
    {
        var line = new TextLine("old");
        line.Take(new(InputKind.KeyDown, Keys.Tab));
        line.Take(new(InputKind.KeyUp, Keys.Backspace));
        line.Take(new(InputKind.Character, '\n'));
        Assert.That((line.Text, line.IsWhole), Is.EqualTo(("old", true)));
    }

    [Test]
    public void ItsLengthIsBounded()
    {
        var line = new TextLine("");
        for (var i = 0; i < 1000; i++) line.Take(new(InputKind.Character, 'x'));
        Assert.That(line.Text, Has.Length.EqualTo(300));
    }
}
