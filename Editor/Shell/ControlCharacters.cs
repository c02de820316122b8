using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Scumble.Shell;

/// <summary>
/// Shows control characters as \u001b on a console instead of sending them: text from files must not move a reader's cursor, write over other
/// lines or turn their order round. Line ends stay, as a console's own codes do.
/// </summary>
internal sealed class ControlCharacters : IRenderHook
{
    /// <summary>The text with control characters and changes of direction as \uXXXX; line ends too.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsUnsafe)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnsafe(c)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>The same of text of several lines, whose ends stay. JSON stays the same JSON: what is escaped stands within its strings.</summary>
    public static string EscapeLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Escape));
    }

    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(inner => new Escaped(inner));

    // C0, delete and C1; embeddings, overrides and isolates of direction.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u200e' or '\u200f' or '\u061c' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private sealed class Escaped(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(segment =>
            segment.IsControlCode || segment.IsLineBreak || !segment.Text.Any(IsUnsafe) ? segment
            : new Segment(string.Join('\n', segment.Text.Split('\n').Select(Escape)), segment.Style));
    }
}
