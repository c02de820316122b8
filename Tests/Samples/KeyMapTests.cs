using LiveWindow;
using NUnit.Framework;
using SceneToConcept;

namespace Scumble.Tests.Samples;

public class KeyMapTests
{
    private const int None = 0, Shift = (int)InputModifiers.Shift, Control = (int)InputModifiers.Control;

    [TestCase('G', None, ExpectedResult = "Generate")]
    [TestCase('P', None, ExpectedResult = "Project")]
    [TestCase('P', Shift, ExpectedResult = "ProjectOver")]
    [TestCase('Z', Control, ExpectedResult = "Undo")]
    [TestCase('Z', Control | Shift, ExpectedResult = "Redo")]
    [TestCase('Y', Control, ExpectedResult = "Redo")]
    [TestCase('S', Control, ExpectedResult = "Save")]
    [TestCase('S', None, ExpectedResult = "None", Description = "it flies back")]
    [TestCase('Z', None, ExpectedResult = "None")]
    [TestCase(Keys.Enter, None, ExpectedResult = "BeginPrompt")]
    [TestCase(Keys.Escape, None, ExpectedResult = "Leave")]
    public string KeysAskFor(int key, int modifiers) => KeyMap.Command(new(InputKind.KeyDown, key, (InputModifiers)modifiers), isTyping: false).ToString();

    [TestCase('G', ExpectedResult = "None")]
    [TestCase(Keys.Enter, ExpectedResult = "GivePrompt")]
    [TestCase(Keys.Escape, ExpectedResult = "LeavePrompt")]
    public string WhileAPromptIsTypedKeysAreLetters(int key) => KeyMap.Command(new(InputKind.KeyDown, key), isTyping: true).ToString();

    [Test]
    public void LettersCountByWhatStandsOnThem() =>
        Assert.That(KeyMap.Command(new(InputKind.KeyDown, 'Y', InputModifiers.Control, Text: "z"), isTyping: false), Is.EqualTo(EditCommand.Undo), "a German keyboard");

    [Test]
    public void AKeyThatIsHeldAsksOnce() => Assert.Multiple(() =>
    {
        Assert.That(KeyMap.Command(new(InputKind.KeyDown, 'G', IsRepeat: true), isTyping: false), Is.EqualTo(EditCommand.None));
        Assert.That(KeyMap.Command(new(InputKind.KeyUp, 'G'), isTyping: false), Is.EqualTo(EditCommand.None));
    });
}
