using Scumble.Diagnostics;

namespace Scumble.Formats;

/// <summary>The errors of files that are not what their name says.</summary>
internal static class DamagedFile
{
    private const string Hint = "Copy the model folder again from where it came.";

    /// <summary>The file holds something else than it should.</summary>
    public static ScumbleException Because(string path, string what, Exception? inner = null) => new($"'{path}' is damaged: {what}.", Hint, inner);

    /// <summary>The file cannot be read at all.</summary>
    public static ScumbleException Unreadable(string path, Exception inner) =>
        new($"'{path}' cannot be read: {inner.Message}", "Check that the model folder is complete and readable.", inner);
}
