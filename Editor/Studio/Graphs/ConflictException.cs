using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>Somebody else changed it meanwhile.</summary>
/// <param name="what">What was to be saved.</param>
internal sealed class ConflictException(string what) : ScumbleException($"{what} was changed elsewhere meanwhile.", "Load it again, and make your change anew.");
