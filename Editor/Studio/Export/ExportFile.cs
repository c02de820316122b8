using Scumble.Materials;

namespace Scumble.Studio;

/// <summary>One texture that an engine reads.</summary>
/// <param name="Suffix">What follows the name: "_ORM".</param>
/// <param name="Channels">Where its channels come from; 1, 3 or 4.</param>
internal sealed record ExportFile(string Suffix, params IReadOnlyList<ChannelSource> Channels)
{
    /// <summary>The maps that it is made from.</summary>
    public IEnumerable<MaterialMap> Maps => Channels.Select(channel => channel.Map).OfType<MaterialMap>().Distinct();

    /// <summary>The map that it holds alone, or null where it is packed.</summary>
    public MaterialMap? Single => Maps.ToArray() is [var one] && Channels.Count == one.ChannelCount && Channels.All(channel => !channel.Inverted) ? one : null;

    /// <summary>A map as it is.</summary>
    public static ExportFile Of(string suffix, MaterialMap map) => new(suffix, ChannelSource.All(map));
}
