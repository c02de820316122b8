using NUnit.Framework;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Tests.Shell;

public class ControlCharactersTests
{
    [TestCase("mossy cobblestone, nass \u00e9 \u9f98", "mossy cobblestone, nass \u00e9 \u9f98")]
    [TestCase("a\u001b[2Jb", "a\\u001b[2Jb")]
    [TestCase("a\u009b2Jb\u007f", "a\\u009b2Jb\\u007f")]
    [TestCase("a\r\nb\tc", "a\\u000d\\u000ab\\u0009c")]
    [TestCase("gnp.\u202eexe", "gnp.\\u202eexe")]
    public void TextIsShownAsItIs(string text, string expected) => Assert.That(ControlCharacters.Escape(text), Is.EqualTo(expected));

    [Test]
    public void JsonStaysTheSameJson()
    {
        const string Json = "{\n  \"prompt\": \"gnp.\u202eexe \u009b2J \u00e9\",\r\n  \"n\": 1\n}";
        var safe = ControlCharacters.EscapeLines(Json);
        Assert.That(safe, Does.Contain("gnp.\\u202eexe \\u009b2J \u00e9").And.Not.Contain("\u202e"));
        Assert.That(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(safe), System.Text.Json.Nodes.JsonNode.Parse(Json)), Is.True);
    }

    [Test]
    public void AConsoleSendsNoCodesOfATextsOwn()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(writer) });
        console.Pipeline.Attach(new ControlCharacters());
        console.MarkupLineInterpolated($"[red]{"one\u001b]0;title\u0007\ntwo"}[/]");
        console.Write(new Table().AddColumn("a").AddRow(Markup.Escape("three\u001b[1A")));
        var text = writer.ToString();
        Assert.That(text, Does.Contain("one\\u001b]0;title\\u0007").And.Contain("three\\u001b[1A"));
        Assert.That(text, Does.Contain("\u001b[").And.Contain("\n").And.Not.Contain("\u001b]").And.Not.Contain("\u0007").And.Not.Contain("\u001b[1A"), "The console's own colours stay.");
    }
}
