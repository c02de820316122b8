using Scumble.Diagnostics;

using Scumble.Tensors;

namespace Scumble.Materials;

/// <summary>Which decoded channel is which map, and so which maps a material has. Immutable; equal to those of the same channels.</summary>
public sealed class MaterialLayout : IEquatable<MaterialLayout>
{
    private readonly Dictionary<MaterialMap, int> _firstChannels = [];

    private MaterialLayout(IReadOnlyList<string> channels)
    {
        Channels = [.. channels];
        for (var i = 0; i < channels.Count;)
        {
            var map = MapOf(channels[i]);
            if (!_firstChannels.TryAdd(map, i)) throw new FormatException($"a list of channels in which each stands once, unlike \"{channels[i]}\"");
            foreach (var name in map.ChannelNames)
                if (i >= channels.Count || channels[i++] != name)
                    throw new FormatException($"a list of channels with {string.Join(", ", map.ChannelNames.Select(one => $"\"{one}\""))} in this order");
        }
        if (!_firstChannels.ContainsKey(MaterialMap.BaseColor)) throw new FormatException("a list of channels with \"base_color.r\", \"base_color.g\", \"base_color.b\"");
        Maps = [.. MaterialMap.All.Where(map => _firstChannels.ContainsKey(map) || (map.Source is { } source && _firstChannels.ContainsKey(source)))];
    }

    /// <summary>Base colour, height, roughness and metallic, as models have that do not say.</summary>
    public static MaterialLayout Usual { get; } = Parse(["base_color.r", "base_color.g", "base_color.b", "height", "roughness", "metallic"]);

    /// <summary>The channels' names in order, as <see cref="MaterialMap.ChannelNames"/>.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>The maps, given or derived, in the order of <see cref="MaterialMap.All"/>.</summary>
    public IReadOnlyList<MaterialMap> Maps { get; }

    /// <summary>Reads the channels' names.</summary>
    /// <exception cref="FormatException">They make no material; the message says what is expected instead.</exception>
    public static MaterialLayout Parse(IReadOnlyList<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return new MaterialLayout(channels);
    }

    /// <summary>The first channel of a map, or null where it is derived or missing.</summary>
    public int? FirstChannel(MaterialMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return _firstChannels.TryGetValue(map, out var first) ? first : null;
    }

    /// <summary>The channels of a surface of which only a picture is known: the picture is its base colour, all else is neutral.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="rgb">[1, 3, h, w], -1..1.</param>
    /// <returns>[1, channels, h, w], -1..1; the caller's.</returns>
    public Tensor OfPicture(ITensorOps ops, Tensor rgb)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(rgb);
        var (height, width) = (rgb.Shape[2], rgb.Shape[3]);
        var channels = ops.Create(new TensorShape(1, Channels.Count, height, width), ElementType.Float32);
        using var planes = ops.Reshape(channels, new TensorShape(Channels.Count, height, width));
        foreach (var (map, first) in _firstChannels)
        {
            for (var c = 0; c < map.ChannelCount && map != MaterialMap.BaseColor; c++)
            {
                using var plane = ops.View(planes, first + c, 1);
                ops.Exp(plane, 0, plane); // 1 everywhere, without an upload
                ops.Scale(plane, (2 * map.Neutral[c]) - 1, plane);
            }
        }
        using var colour = ops.View(planes, _firstChannels[MaterialMap.BaseColor], MaterialMap.BaseColor.ChannelCount);
        using var picture = ops.Reshape(rgb, colour.Shape);
        ops.Copy(colour, picture);
        return channels;
    }

    /// <inheritdoc/>
    public bool Equals(MaterialLayout? other) => other is not null && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MaterialLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Channels);

    private static MaterialMap MapOf(string channel)
    {
        var map = MaterialMap.All.FirstOrDefault(map => map.ChannelNames.Contains(channel));
        if (map is not null) return map;
        string[] known = [.. MaterialMap.All.SelectMany(map => map.ChannelNames)];
        throw new FormatException(NearestName.Find(channel, known) is { } nearest
            ? $"a list of maps' channels; did you mean \"{nearest}\" by \"{channel}\"?" : $"a list of channels out of {string.Join(", ", known)}, unlike \"{channel}\"");
    }
}
