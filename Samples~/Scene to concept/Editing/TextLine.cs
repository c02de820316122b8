using LiveWindow;

namespace SceneToConcept;

/// <summary>A line of text that is typed.</summary>
/// <param name="text">What it begins as: the first character that is typed takes its place, a key that moves the caret keeps it.</param>
internal sealed class TextLine(string text)
{
    private const int MaxLength = 300;

    public string Text { get; private set; } = text;

    /// <summary>Where the next character is put, 0 to the text's length.</summary>
    public int Caret { get; private set; } = text.Length;

    /// <summary>Whether the next character takes the place of all.</summary>
    public bool IsWhole { get; private set; } = text.Length > 0;

    /// <summary>A character was typed, or a key pressed that edits; others change nothing.</summary>
    public void Take(InputEvent input)
    {
        if (input.Kind == InputKind.Character) Insert(char.ConvertFromUtf32(input.Code));
        if (input.Kind != InputKind.KeyDown) return;
        var isWhole = IsWhole;
        switch (input.Code)
        {
            case Keys.Backspace when isWhole:
            case Keys.Delete when isWhole:
                Cut(0, Text.Length);
                break;
            case Keys.Backspace when Caret > 0:
                Cut(Before(Caret), Caret);
                break;
            case Keys.Delete when Caret < Text.Length:
                Cut(Caret, After(Caret));
                break;
            case Keys.Left:
                Caret = isWhole ? 0 : Before(Caret);
                break;
            case Keys.Right:
                Caret = isWhole ? Text.Length : After(Caret);
                break;
            case Keys.Home:
                Caret = 0;
                break;
            case Keys.End:
                Caret = Text.Length;
                break;
            default:
                return;
        }
        IsWhole = false;
    }

    private void Insert(string characters)
    {
        if (characters.Any(char.IsControl)) return;
        if (IsWhole) (Text, Caret, IsWhole) = ("", 0, false);
        if (Text.Length + characters.Length > MaxLength) return;
        Text = Text.Insert(Caret, characters);
        Caret += characters.Length;
    }

    private void Cut(int from, int to) => (Text, Caret) = (Text.Remove(from, to - from), from);

    // A sign beyond the basic plane is two characters.
    private int Before(int at) => at <= 0 ? 0 : at > 1 && char.IsSurrogatePair(Text, at - 2) ? at - 2 : at - 1;

    private int After(int at) => at >= Text.Length ? at : at + 1 < Text.Length && char.IsSurrogatePair(Text, at) ? at + 2 : at + 1;
}
