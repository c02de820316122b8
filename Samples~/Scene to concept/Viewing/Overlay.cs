using System.Numerics;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>What is drawn over the scene: panels, pictures, and text in the strokes of <see cref="StrokeFont"/>.</summary>
/// <param name="unit">Pixels of a unit in which all else here is measured.</param>
internal sealed class Overlay(float unit)
{
    /// <summary>More are not drawn.</summary>
    public const int MaxShapes = 16384;

    /// <summary>The height of capitals, and from one line to the next.</summary>
    public const float Cap = 10, Line = 18;

    private const float Weight = 0.72f, Dot = 1.2f, LetterScale = Cap / StrokeFont.CapHeight, Advance = 5.4f * LetterScale;

    private readonly List<OverlayShape> _shapes = [];

    public IReadOnlyList<OverlayShape> Shapes => _shapes;

    /// <summary>How wide a line is.</summary>
    public static float Width(string text) => text.Length == 0 ? 0 : ((text.Length - 1) * Advance) + (4 * LetterScale);

    /// <summary>Where a letter begins in a line.</summary>
    public static float Before(int letter) => letter * Advance;

    public void Rectangle(float x, float y, float width, float height, Vector4 colour, float corner = 0) => Add(x, y, x + width, y + height, colour, corner, OverlayShape.Rectangle);

    /// <summary>The picture that the renderer shows.</summary>
    public void Picture(float x, float y, float width, float height) => Add(x, y, x + width, y + height, Vector4.One, 2, OverlayShape.Picture);

    /// <summary>A line around what is picked.</summary>
    public void Outline(float width, float height, Vector4 colour) => Add(0, 0, width, height, colour, 1.1f, OverlayShape.Outline);

    /// <summary>A line of text.</summary>
    /// <param name="x">Its left edge.</param>
    /// <param name="y">The top of its capitals.</param>
    /// <param name="text">The text; a sign without a letter is a box.</param>
    /// <param name="colour">Of the strokes.</param>
    public void Text(float x, float y, string text, Vector4 colour)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var left = x + Before(i);
            if (text[i] != ' ' && !StrokeFont.Has(text[i]))
            {
                Box(left, y, 4 * LetterScale, Cap, colour);
                continue;
            }
            foreach (var (x0, y0, x1, y1) in StrokeFont.Strokes(text.Substring(i, 1)))
                Add(left + (x0 * LetterScale), y + (y0 * LetterScale), left + (x1 * LetterScale), y + (y1 * LetterScale), colour, (x0, y0) == (x1, y1) ? Dot : Weight, OverlayShape.Stroke);
        }
    }

    /// <summary>Text in lines that are not longer than a width, broken between words.</summary>
    public static IReadOnlyList<string> Wrap(string text, float width)
    {
        var (lines, most) = (new List<string>(), Math.Max(8, (int)(width / Advance)));
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= most) lines[^1] += " " + word;
            else lines.AddRange(word.Length == 0 ? [""] : word.Chunk(most).Select(part => new string(part)));
        }
        return lines;
    }

    private void Box(float x, float y, float width, float height, Vector4 colour)
    {
        Add(x, y, x + width, y, colour, Weight, OverlayShape.Stroke);
        Add(x, y + height, x + width, y + height, colour, Weight, OverlayShape.Stroke);
        Add(x, y, x, y + height, colour, Weight, OverlayShape.Stroke);
        Add(x + width, y, x + width, y + height, colour, Weight, OverlayShape.Stroke);
    }

    private void Add(float x0, float y0, float x1, float y1, Vector4 colour, float radius, float kind)
    {
        if (_shapes.Count < MaxShapes) _shapes.Add(new(new Vector4(x0, y0, x1, y1) * unit, colour, radius * unit, kind));
    }
}
