using Scumble.Diagnostics;

namespace Scumble.Formats;

/// <summary>The errors of files that are not what their name says.</summary>
internal static class DamagedFile
{
    /// <summary>The cure for files that came from elsewhere.</summary>
    public const string Hint = "Copy the model folder again from where it came.";

    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a text that stands for a file in a clone without git-lfs.
    private static ReadOnlySpan<byte> PointerMark => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>The file holds something else than it should; where that is a Git LFS pointer, the error says so instead.</summary>
    public static ScumbleException Because(string path, string what, Exception? inner = null) =>
        PointerOf(path) ?? new($"'{path}' is damaged: {what}.", Hint, inner);

    /// <summary>The error for a file that is a Git LFS pointer, or null where it is none.</summary>
    public static ScumbleException? PointerOf(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[PointerMark.Length];
            if (!File.Exists(path)) return null;
            using var stream = RegularFile.Open(path);
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(PointerMark)
                ? new($"'{path}' is a Git LFS pointer ({stream.Length} bytes of text) and not the file itself.", "Run 'git lfs pull' in the clone, or download the file itself.")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The file cannot be read at all.</summary>
    public static ScumbleException Unreadable(string path, Exception inner) =>
        new($"'{path}' cannot be read: {inner.Message}", "Check that the model folder is complete and readable.", inner);
}
