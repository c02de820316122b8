namespace Scumble.Service;

/// <summary>What a call of <see cref="TextureService.Pump"/> did.</summary>
/// <param name="Elapsed">The time that it took.</param>
/// <param name="Exchanged">Handles that show something else than before.</param>
/// <param name="HasMore">Whether there was more to do than the budget allowed.</param>
public readonly record struct PumpReport(TimeSpan Elapsed, int Exchanged, bool HasMore);
