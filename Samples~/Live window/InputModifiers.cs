namespace LiveWindow;

/// <summary>Keys that are held beside another one, by GLFW's numbers.</summary>
[Flags]
internal enum InputModifiers
{
    None = 0,
    Shift = 1,
    Control = 2,
    Alt = 4,
}
