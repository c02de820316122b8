using System.Numerics;

namespace SceneToConcept;

/// <summary>What lies over the scene: what is picked and its prompt, what runs, what was said last, the latest picture, and the keys.</summary>
internal sealed record Hud
{
    private const float Margin = 12, Inset = 0.36f;

    // Linear.
    private static readonly Vector4 Panel = new(0.006f, 0.008f, 0.012f, 0.93f), White = new(0.9f, 0.9f, 0.88f, 1), Grey = new(0.42f, 0.45f, 0.48f, 1), Accent = new(1, 0.36f, 0.03f, 1),
        Red = new(1, 0.16f, 0.1f, 1), Selected = new(0.05f, 0.16f, 0.45f, 1);

    /// <summary>The scene's name, and how fast the camera flies.</summary>
    public required string Scene { get; init; }

    /// <summary>What is picked, and what its prompt is; null for nothing.</summary>
    public (string What, string Prompt)? Picked { get; init; }

    /// <summary>The prompt that is typed, or null.</summary>
    public TextLine? Typing { get; init; }

    /// <summary>What runs, or empty.</summary>
    public required string Progress { get; init; }

    public required string Message { get; init; }

    public bool IsError { get; init; }

    /// <summary>Width by height of the latest picture, or null.</summary>
    public float? PictureAspect { get; init; }

    /// <summary>Whether that fills the window.</summary>
    public bool IsPictureLarge { get; init; }

    public bool IsHelpShown { get; init; }

    public bool IsSomethingPicked { get; init; }

    public double Seconds { get; init; }

    /// <summary>The shapes, for a window in pixels.</summary>
    public Overlay Draw(int pixelWidth, int pixelHeight, float unit)
    {
        var (overlay, width, height) = (new Overlay(unit), pixelWidth / unit, pixelHeight / unit);
        if (IsSomethingPicked) overlay.Outline(width, height, Accent);
        var foot = Keys(overlay, width, height);
        Picture(overlay, width, height, foot);
        Head(overlay, width);
        Say(overlay, width, foot);
        return overlay;
    }

    // The keys, from the window's lower edge upwards; returns the edge of what is free.
    private float Keys(Overlay overlay, float width, float height)
    {
        if (!IsHelpShown && Typing is null) return height - Margin;
        var (rows, room) = (new List<List<(string Key, string What)>> { new() }, width - (2 * Margin) - 16);
        var used = 0f;
        foreach (var (key, what) in Typing is null ? KeyMap.Help : KeyMap.TypingHelp)
        {
            var needs = Overlay.Width($"{key} {what}   ");
            if (used + needs > room && rows[^1].Count > 0)
            {
                rows.Add([]);
                used = 0;
            }
            rows[^1].Add((key, what));
            used += needs;
        }
        var top = height - Margin - (rows.Count * Overlay.Line) - 6;
        overlay.Rectangle(Margin, top, width - (2 * Margin), height - Margin - top, Panel, 5);
        foreach (var (i, row) in rows.Index())
        {
            var x = Margin + 8;
            foreach (var (key, what) in row)
            {
                overlay.Text(x, top + 8 + (i * Overlay.Line), key, Accent);
                x += Overlay.Width(key) + 7;
                overlay.Text(x, top + 8 + (i * Overlay.Line), what, White);
                x += Overlay.Width(what) + 20;
            }
        }
        return top - 8;
    }

    // The latest picture: large, or in the corner.
    private void Picture(Overlay overlay, float width, float height, float foot)
    {
        if (PictureAspect is not { } aspect) return;
        if (IsPictureLarge)
        {
            var (w, h) = aspect > width / height ? (width, width / aspect) : (height * aspect, height);
            overlay.Rectangle(0, 0, width, height, new(0.006f, 0.008f, 0.012f, 1));
            overlay.Picture((width - w) / 2, (height - h) / 2, w, h);
            return;
        }
        var (wide, high) = (Inset * width, Inset * width / aspect);
        var (left, top) = (width - Margin - wide, foot - high);
        overlay.Rectangle(left - 2, top - 2, wide + 4, high + 4, Panel, 3);
        overlay.Picture(left, top, wide, high);
    }

    // What is picked, and its prompt or the line that is typed.
    private void Head(Overlay overlay, float width)
    {
        var (x, y, room) = (Margin + 8, Margin + 8, Math.Min(760, width - (2 * Margin)) - 16);
        var (title, lines) = (Fit(Picked?.What ?? Scene, room), Overlay.Wrap(Picked?.Prompt ?? "click an object to give it a prompt", room));
        if (Typing is null) room = Math.Min(room, lines.Append(title).Max(Overlay.Width));
        else lines = [];
        overlay.Rectangle(Margin, Margin, room + 16, 12 + (Overlay.Line * (1 + Math.Max(1, lines.Count))), Panel, 5);
        overlay.Text(x, y, title, Picked is null ? White : Accent);
        foreach (var (i, line) in lines.Index()) overlay.Text(x, y + ((i + 1) * Overlay.Line), line, Picked is null ? Grey : White);
        if (Typing is not { } typed) return;

        // As much of the line as has room, and the caret in it
        var count = Math.Max(8, (int)(room / Overlay.Before(1)) - 2);
        var first = Math.Max(0, typed.Caret - count);
        var shown = typed.Text.Substring(first, Math.Min(count, typed.Text.Length - first));
        var below = y + Overlay.Line;
        overlay.Rectangle(x - 4, below - 4, room + 8, Overlay.Cap + 8, new(0.02f, 0.024f, 0.03f, 1), 3);
        if (typed.IsWhole) overlay.Rectangle(x - 2, below - 3, Overlay.Width(shown) + 4, Overlay.Cap + 6, Selected, 2);
        overlay.Text(x, below, shown, White);
        if (Seconds % 1 < 0.6) overlay.Rectangle(x + Overlay.Before(typed.Caret - first) - 2.5f, below - 3, 1.6f, Overlay.Cap + 6, Accent);
    }

    // What runs, or what was said last, above the keys.
    private void Say(Overlay overlay, float width, float foot)
    {
        var text = Progress.Length > 0 ? Progress : Message;
        if (text.Length == 0) return;
        var room = (PictureAspect is null || IsPictureLarge ? width : (1 - Inset) * width) - (3 * Margin) - 24;
        var lines = Overlay.Wrap(text, room);
        var high = (lines.Count * Overlay.Line) + 8;
        overlay.Rectangle(Margin, foot - high, lines.Max(Overlay.Width) + 34, high, Panel, 5);
        foreach (var (i, line) in lines.Index()) overlay.Text(Margin + 24, foot - high + 9 + (i * Overlay.Line), line, Progress.Length == 0 && IsError ? Red : White);

        // A dot: it breathes while something runs.
        var shine = Progress.Length > 0 ? 0.55f + (0.45f * MathF.Sin(5 * (float)Seconds)) : 1;
        var colour = Progress.Length > 0 ? Accent : IsError ? Red : Grey;
        overlay.Rectangle(Margin + 8, foot - high + 10, 8, 8, colour with { W = shine }, 4);
    }

    private static string Fit(string text, float room) => (int)(room / Overlay.Before(1)) is var most && text.Length <= most ? text : text[..Math.Max(1, most)];
}
