using System.Numerics;

namespace LiveWindow;

/// <summary>Something that the user did.</summary>
/// <param name="Kind">What.</param>
/// <param name="Code">The key by its place (<see cref="Keys"/>), the button (0 left, 1 right), or the character.</param>
/// <param name="Modifiers">What was held beside it.</param>
/// <param name="At">Where the cursor is, in pixels from the upper left; how far the wheel turned.</param>
/// <param name="Text">The letter on the key, which differs from its place between layouts; the file that was dropped.</param>
/// <param name="IsRepeat">Whether the key was down before.</param>
internal readonly record struct InputEvent(InputKind Kind, int Code = 0, InputModifiers Modifiers = 0, Vector2 At = default, string? Text = null, bool IsRepeat = false);
