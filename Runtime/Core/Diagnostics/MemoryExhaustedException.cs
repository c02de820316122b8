namespace Scumble.Diagnostics;

/// <summary>A device or the host has no memory left for what was asked; with less of other things in memory it may go.</summary>
/// <param name="message">What went wrong in one sentence.</param>
/// <param name="hint">The next step for the user.</param>
/// <param name="inner">The error below, if there is one.</param>
public sealed class MemoryExhaustedException(string message, string hint, Exception? inner = null) : ScumbleException(message, hint, inner);
