using Scumble.Materials;

namespace Scumble.Studio;

/// <summary>Where a channel of a packed texture comes from.</summary>
/// <param name="Map">The map; null for a constant.</param>
/// <param name="Channel">The map's channel.</param>
/// <param name="Inverted">Whether it is 1 minus that.</param>
/// <param name="Constant">The value where there is no map.</param>
internal readonly record struct ChannelSource(MaterialMap? Map, int Channel = 0, bool Inverted = false, float Constant = 0)
{
    /// <summary>All channels of a map, in order.</summary>
    public static ChannelSource[] All(MaterialMap map) => [.. Enumerable.Range(0, map.ChannelCount).Select(channel => new ChannelSource(map, channel))];
}
