namespace LiveWindow;

/// <summary>Keys by GLFW's numbers: those with a letter or digit have its capital's in ASCII, by their place on an American keyboard.</summary>
internal static class Keys
{
    public const int Escape = 256, Enter = 257, Tab = 258, Backspace = 259, Delete = 261, Right = 262, Left = 263, Home = 268, End = 269, F1 = 290,
        KeypadEnter = 335, LeftShift = 340, RightShift = 344;
}
