using Scumble.Diagnostics;

namespace Scumble.Service;

/// <summary>A run died with its device, and is done again on the next one.</summary>
/// <param name="inner">What the device said, if it did.</param>
internal sealed class LostDeviceException(Exception? inner = null) : ScumbleException("The device was lost.", "Attach another store.", inner);
