namespace LiveWindow;

/// <summary>What the user did.</summary>
internal enum InputKind
{
    /// <summary>A key went down, or repeats while it is held.</summary>
    KeyDown,

    KeyUp,

    /// <summary>A character was typed.</summary>
    Character,

    ButtonDown,

    ButtonUp,

    /// <summary>The cursor moved.</summary>
    Move,

    /// <summary>The wheel turned.</summary>
    Scroll,

    /// <summary>A file was dropped on the window.</summary>
    Drop,
}
