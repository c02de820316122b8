using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>A client named what is not there.</summary>
/// <param name="message">What was looked for.</param>
/// <param name="hint">The next step for the user.</param>
internal sealed class NotFoundException(string message, string hint) : ScumbleException(message, hint);
