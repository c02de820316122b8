namespace Scumble.Service;

/// <summary>Figures of a service, for an overlay. Counts are since it was opened.</summary>
/// <param name="Waiting">Textures that wait for their turn.</param>
/// <param name="IsBusy">Whether one is being made.</param>
/// <param name="Requests">Requests.</param>
/// <param name="Generated">Textures that a model made.</param>
/// <param name="MemoryHits">Requests that a stored texture answered.</param>
/// <param name="DiskHits">Textures that came from a folder.</param>
/// <param name="Failed">Textures that could not be made.</param>
/// <param name="NotKept">Textures that could not be kept on disk.</param>
/// <param name="Textures">Textures in memory, in use or not.</param>
/// <param name="TextureBytes">Memory of these.</param>
/// <param name="LongestPump">The longest call of Pump.</param>
public readonly record struct ServiceStatistics(
    int Waiting, bool IsBusy, long Requests, long Generated, long MemoryHits, long DiskHits, long Failed, long NotKept, int Textures, long TextureBytes, TimeSpan LongestPump);
