namespace Scumble.Diagnostics;

/// <summary>
/// The one root of errors that the world causes (a missing file, a wrong model, a lost device, a full disk): what was
/// expected, what was found, and a hint for the next step. A caller's own mistake is an <see cref="ArgumentException"/>.
/// </summary>
public class ScumbleException : Exception
{
    /// <param name="message">What went wrong in one sentence: what was expected and what was found.</param>
    /// <param name="hint">The next step for the user, in one sentence.</param>
    /// <param name="inner">The error below, if there is one.</param>
    public ScumbleException(string message, string hint, Exception? inner = null) : base(message, inner) => Hint = hint;

    /// <summary>What the user can do next.</summary>
    public string Hint { get; }
}
