using System.Numerics;
using LiveWindow;
using NUnit.Framework;
using SceneToConcept;
using Scumble.Diagnostics;

namespace Scumble.Tests.Samples;

public class InputScriptTests
{
    [Test]
    public void ItReplaysWhatTheUserDid() => Assert.That(Play("click 30 40 shift\nkey ctrl+z\nkey enter\ntype a b\ndrop /a dir/b.glb").SelectMany(frame => frame.Events), Is.EqualTo(new InputEvent[]
    {
        new(InputKind.Move, At: new(30, 40)),
        new(InputKind.ButtonDown, 0, InputModifiers.Shift, new(30, 40)),
        new(InputKind.ButtonUp, 0, InputModifiers.Shift, new(30, 40)),
        new(InputKind.KeyDown, 'Z', InputModifiers.Control, Text: "z"),
        new(InputKind.KeyUp, 'Z', InputModifiers.Control, Text: "z"),
        new(InputKind.KeyDown, Keys.Enter),
        new(InputKind.KeyUp, Keys.Enter),
        new(InputKind.Character, 'a'),
        new(InputKind.Character, ' '),
        new(InputKind.Character, 'b'),
        new(InputKind.Drop, Text: "/a dir/b.glb"),
    }));

    [Test]
    public void KeysAreHeldForATime()
    {
        var frames = Play("# fly\n\nhold wd 0.5");
        Assert.Multiple(() =>
        {
            Assert.That(frames, Has.Length.EqualTo(17));
            Assert.That(frames[0].Events.Select(input => (input.Kind, input.Code)), Is.EqualTo(new[] { (InputKind.KeyDown, (int)'W'), (InputKind.KeyDown, 'D') }));
            Assert.That(frames[1..^1].SelectMany(frame => frame.Events), Is.Empty);
            Assert.That(frames[^1].Events.Select(input => (input.Kind, input.Code)), Is.EqualTo(new[] { (InputKind.KeyUp, (int)'W'), (InputKind.KeyUp, 'D') }));
        });
    }

    [Test]
    public void ALookMovesTheMouseAllTheWay()
    {
        var moves = Play("look 80 -40").SelectMany(frame => frame.Events).Where(input => input.Kind == InputKind.Move).ToArray();
        Assert.That((moves.Length, moves[0].At, moves[^1].At), Is.EqualTo((8, new Vector2(10, -5), new Vector2(80, -40))));
    }

    [Test]
    public void ItWaitsUntilNothingRuns()
    {
        var script = InputScript.Parse("test", "idle\nexpect Saved\nshot a b.png");
        for (var i = 0; i < 5; i++) Assert.That(script.Next(isIdle: false), Is.EqualTo(new ScriptFrame()));
        Assert.That(script.Next(isIdle: true).AwaitsIdle);
        Assert.That((script.Next(false).Expected, script.Next(false).Shot, script.IsOver), Is.EqualTo(("Saved", "a b.png", true)));
    }

    [TestCase("jump 3")]
    [TestCase("hold W")]
    [TestCase("hold W long")]
    [TestCase("click 3")]
    [TestCase("click 3 NaN")]
    [TestCase("key meta+z")]
    [TestCase("key f13")]
    [TestCase("size 0 4")]
    [TestCase("idle 3")]
    [TestCase("type")]
    public void AnotherLineIsNamed(string line) => Assert.That(() => InputScript.Parse("some.txt", $"wait 1\n{line}"),
        Throws.InstanceOf<ScumbleException>().With.Message.Contains("Line 2 of 'some.txt'").And.Message.Contains(line).And.Property(nameof(ScumbleException.Hint)).Contains("hold KEYS SECONDS"));

    private static ScriptFrame[] Play(string text)
    {
        var (script, frames) = (InputScript.Parse("test", text), new List<ScriptFrame>());
        while (!script.IsOver) frames.Add(script.Next(isIdle: true));
        return [.. frames];
    }
}
