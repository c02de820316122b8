using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>So much waits that nothing more is taken.</summary>
/// <param name="waiting">How many runs wait.</param>
internal sealed class QueueFullException(int waiting) : ScumbleException($"{waiting} runs wait already.", "Wait until some are done, or cancel them.");
