namespace Scumble.Imaging;

/// <summary>
/// Letters as strokes, like a plotter's or a stencil's: capitals, digits and common signs. A letter is a list of lines, each a list of points
/// "xy" on a grid 4 wide and 6 high, the origin at its top left. Small letters are capitals; unknown signs are empty.
/// </summary>
public static class StrokeFont
{
    /// <summary>From one letter to the next, in units of the grid.</summary>
    public const float Advance = 6;

    /// <summary>The height of capitals, in units of the grid.</summary>
    public const float CapHeight = 6;

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['A'] = "06 20 46,14 34",
        ['B'] = "06 00 30 41 42 33 03,33 44 45 36 06",
        ['C'] = "41 30 10 01 05 16 36 45",
        ['D'] = "06 00 30 41 45 36 06",
        ['E'] = "40 00 06 46,03 33",
        ['F'] = "40 00 06,03 33",
        ['G'] = "41 30 10 01 05 16 36 45 43 23",
        ['H'] = "00 06,40 46,03 43",
        ['I'] = "10 30,20 26,16 36",
        ['J'] = "40 45 36 16 05",
        ['K'] = "00 06,40 03 46",
        ['L'] = "00 06 46",
        ['M'] = "06 00 23 40 46",
        ['N'] = "06 00 46 40",
        ['O'] = "10 30 41 45 36 16 05 01 10",
        ['P'] = "06 00 30 41 42 33 03",
        ['Q'] = "10 30 41 45 36 16 05 01 10,24 46",
        ['R'] = "06 00 30 41 42 33 03,23 46",
        ['S'] = "41 30 10 01 02 13 33 44 45 36 16 05",
        ['T'] = "00 40,20 26",
        ['U'] = "00 05 16 36 45 40",
        ['V'] = "00 26 40",
        ['W'] = "00 16 23 36 40",
        ['X'] = "00 46,40 06",
        ['Y'] = "00 23 40,23 26",
        ['Z'] = "00 40 06 46",
        ['0'] = "10 30 41 45 36 16 05 01 10,41 05",
        ['1'] = "11 20 26,16 36",
        ['2'] = "01 10 30 41 42 06 46",
        ['3'] = "01 10 30 41 42 33 13,33 44 45 36 16 05",
        ['4'] = "36 30 04 44",
        ['5'] = "40 00 03 33 44 45 36 06",
        ['6'] = "40 20 02 05 16 36 45 44 33 03",
        ['7'] = "00 40 16",
        ['8'] = "10 30 41 42 33 13 02 01 10,13 04 05 16 36 45 44 33",
        ['9'] = "06 26 44 41 30 10 01 02 13 43",
        ['.'] = "26 26",
        [','] = "25 16",
        [':'] = "22 22,25 25",
        ['-'] = "13 33",
        ['+'] = "13 33,22 24",
        ['_'] = "06 46",
        ['='] = "12 32,14 34",
        ['/'] = "06 40",
        ['\\'] = "00 46",
        ['!'] = "20 24,26 26",
        ['?'] = "01 10 30 41 42 24,26 26",
        ['#'] = "10 16,30 36,02 42,04 44",
        ['%'] = "06 40,01 01,45 45",
        ['('] = "30 12 14 36",
        [')'] = "10 32 34 16",
        ['['] = "30 10 16 36",
        [']'] = "10 30 36 16",
        ['<'] = "30 03 36",
        ['>'] = "10 43 16",
        ['*'] = "11 35,31 15",
        ['\''] = "20 21",
        ['"'] = "10 11,30 31",
        ['&'] = "46 11 20 31 13 05 16 26 44",
        ['|'] = "20 26",
        [';'] = "22 22,25 16",
        ['@'] = "35 15 04 02 11 31 42 44 34 32 22 13 24 34",
        ['$'] = "41 11 02 13 33 44 35 05,20 26",
        ['^'] = "12 20 32",
        ['~'] = "03 12 34 43",
        ['`'] = "20 31",
        ['{'] = "30 21 22 13 24 25 36",
        ['}'] = "10 21 22 33 24 25 16",
        ['\u00b0'] = "10 20 21 11 10",
    };

    /// <summary>Whether a sign has strokes.</summary>
    public static bool Has(char sign) => Letters.ContainsKey(char.ToUpperInvariant(sign));

    /// <summary>The strokes of a line of text: from, to, in units of the grid.</summary>
    public static IEnumerable<(float X0, float Y0, float X1, float Y1)> Strokes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Letters.TryGetValue(char.ToUpperInvariant(text[i]), out var lines)) continue;
            foreach (var line in lines.Split(','))
            {
                var points = line.Split(' ');
                for (var k = 1; k < points.Length; k++)
                    yield return ((i * Advance) + (points[k - 1][0] - '0'), points[k - 1][1] - '0', (i * Advance) + (points[k][0] - '0'), points[k][1] - '0');
            }
        }
    }
}
