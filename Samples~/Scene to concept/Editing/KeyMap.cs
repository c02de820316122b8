using LiveWindow;

namespace SceneToConcept;

/// <summary>Which key asks for what. The help on the screen is made of the same lines.</summary>
internal static class KeyMap
{
    /// <summary>Keys and what they do.</summary>
    public static IReadOnlyList<(string Key, string What)> Help { get; } =
    [
        ("right mouse + WASD QE", "fly (shift: fast, wheel: speed)"),
        ("click", "pick (ctrl: more, shift: all of its material)"),
        ("F", "frame"),
        ("Enter", "prompt"),
        ("G", "generate"),
        ("Tab", "picture"),
        ("P", "project (shift: over)"),
        ("ctrl Z Y", "undo, redo"),
        ("ctrl S", "save"),
        ("drop", "load a .glb"),
        ("H", "hide this"),
        ("Esc", "stop, end"),
    ];

    /// <summary>What to press while a prompt is typed.</summary>
    public static IReadOnlyList<(string Key, string What)> TypingHelp { get; } = [("Enter", "give it"), ("Esc", "leave it")];

    /// <summary>What a key that goes down asks for. Letters count by what stands on them, so that ctrl Z is where the user's layout has it.</summary>
    public static EditCommand Command(InputEvent input, bool isTyping)
    {
        if (input.Kind != InputKind.KeyDown || input.IsRepeat) return EditCommand.None;
        if (isTyping)
        {
            return input.Code switch
            {
                Keys.Enter or Keys.KeypadEnter => EditCommand.GivePrompt,
                Keys.Escape => EditCommand.LeavePrompt,
                _ => EditCommand.None,
            };
        }
        var (isControl, isShift) = (input.Modifiers.HasFlag(InputModifiers.Control), input.Modifiers.HasFlag(InputModifiers.Shift));
        var letter = input.Text is { Length: 1 } text ? char.ToUpperInvariant(text[0]) : input.Code < 128 ? (char)input.Code : '\0';
        return (letter, isControl) switch
        {
            ('Z', true) => isShift ? EditCommand.Redo : EditCommand.Undo,
            ('Y', true) => EditCommand.Redo,
            ('S', true) => EditCommand.Save,
            ('G', false) => EditCommand.Generate,
            ('P', false) => isShift ? EditCommand.ProjectOver : EditCommand.Project,
            ('F', false) => EditCommand.Frame,
            ('H', false) => EditCommand.Help,
            _ => input.Code switch
            {
                Keys.Enter or Keys.KeypadEnter => EditCommand.BeginPrompt,
                Keys.Tab => EditCommand.Picture,
                Keys.F1 => EditCommand.Help,
                Keys.Escape => EditCommand.Leave,
                _ => EditCommand.None,
            },
        };
    }
}
