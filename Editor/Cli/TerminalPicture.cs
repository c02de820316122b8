using Scumble.Imaging;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>Shows a picture in a terminal: two pixels a character, as the colours of an upper half block.</summary>
internal static class TerminalPicture
{
    private const char UpperHalf = '▀';

    /// <summary>Whether the terminal understands 24-bit colours and block characters and is not a file or a pipe.</summary>
    public static bool CanShow(IAnsiConsole console) =>
        console.Profile.Capabilities is { Ansi: true, Unicode: true, ColorSystem: ColorSystem.TrueColor } && console.Profile.Out.IsTerminal;

    /// <summary>Writes the picture, shrunk to fit; does nothing where <see cref="CanShow"/> is false.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="image">Values as they should look (sRGB), any size.</param>
    /// <param name="columns">The most characters in a row.</param>
    public static void Show(IAnsiConsole console, Image image, int columns = 48)
    {
        if (!CanShow(console))
            return;
        var width = Math.Min(Math.Min(columns, console.Profile.Width - 1), image.Width);
        if (width < 1)
            return;
        var height = Math.Max(2, (int)Math.Round((double)width * image.Height / image.Width) / 2 * 2);
        var small = Resize.To(image, width, height);
        for (var y = 0; y < height; y += 2)
        {
            var line = new Paragraph();
            for (var x = 0; x < width; x++)
                line.Append(UpperHalf.ToString(), new Style(Pixel(small, x, y), Pixel(small, x, y + 1)));
            console.Write(line);
            console.WriteLine();
        }
    }

    private static Color Pixel(Image image, int x, int y)
    {
        byte Value(int channel) => (byte)MathF.Round(image[x, y, image.Channels == 1 ? 0 : channel] * 255f);
        return new(Value(0), Value(1), Value(2));
    }
}
