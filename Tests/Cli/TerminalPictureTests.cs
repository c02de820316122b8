using System.Text;
using NUnit.Framework;
using Scumble.Cli;
using Scumble.Imaging;
using Spectre.Console;

namespace Scumble.Tests.Cli;

public class TerminalPictureTests
{
    [Test]
    public void TwoRowsBecomeOneLineOfHalfBlocks()
    {
        var image = new Image(2, 2, 3);
        image[0, 0, 0] = 1;
        image[1, 1, 2] = 1;
        var terminal = new Terminal(isTerminal: true);
        TerminalPicture.Show(terminal.Console(ColorSystemSupport.TrueColor), image);
        Assert.Multiple(() =>
        {
            Assert.That(terminal.Text.Count(c => c == '▀'), Is.EqualTo(2));
            Assert.That(terminal.Text.Trim('\n').Count(c => c == '\n'), Is.Zero);
            Assert.That(terminal.Text, Does.Contain("38;2;255;0;0").And.Contain("48;2;0;0;255"));
        });
    }

    [TestCase(true, ColorSystemSupport.Standard)]
    [TestCase(false, ColorSystemSupport.TrueColor)]
    public void NothingIsShownWhereItCannotBe(bool isTerminal, ColorSystemSupport colours)
    {
        var terminal = new Terminal(isTerminal);
        TerminalPicture.Show(terminal.Console(colours), new Image(4, 4, 3));
        Assert.That(terminal.Text, Is.Empty);
    }

    [Test]
    public void ALargePictureKeepsItsProportions()
    {
        var terminal = new Terminal(isTerminal: true);
        TerminalPicture.Show(terminal.Console(ColorSystemSupport.TrueColor), new Image(512, 256, 1), columns: 40);
        Assert.That(terminal.Text.Count(c => c == '▀'), Is.EqualTo(40 * 10));
    }

    private sealed class Terminal(bool isTerminal) : IAnsiConsoleOutput
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public TextWriter Writer => new StringWriter(_text);

        public bool IsTerminal => isTerminal;

        public int Width => 100;

        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }

        public IAnsiConsole Console(ColorSystemSupport colours)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = colours, Out = this });
            console.Profile.Capabilities.Unicode = true;
            return console;
        }
    }
}
