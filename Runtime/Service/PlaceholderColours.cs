using System.Globalization;
using System.Text.RegularExpressions;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Service;

/// <summary>
/// The colour, roughness and metalness that words suggest: a table of words, each with the mean of what the embedded model makes of it (<c>scumble colours</c>
/// wrote it). Thread-safe.
/// </summary>
public static partial class PlaceholderColours
{
    private const string Resource = "Scumble.Service.PlaceholderColours.txt";

    // So few that placeholders of alike colours are one texture.
    private const float Shades = 31;

    private static readonly Lazy<Dictionary<string, float[]>> Table = new(Read);

    /// <summary>The mean over the words that are known, in linear light; a plain grey where none is.</summary>
    /// <returns>R, G, B (sRGB-encoded), roughness, metalness, each 0..1 in steps of a thirty-first.</returns>
    public static IReadOnlyList<float> Of(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (mean, count) = (new float[5], 0);
        foreach (var match in Word().EnumerateMatches(words))
        {
            if (!Table.Value.TryGetValue(words.Substring(match.Index, match.Length).ToLowerInvariant(), out var surface)) continue;
            count++;
            for (var i = 0; i < mean.Length; i++) mean[i] += i < 3 ? Srgb.ToLinear(surface[i]) : surface[i];
        }
        for (var i = 0; i < mean.Length; i++)
        {
            var value = count == 0 ? Neutral[i] : i < 3 ? Srgb.FromLinear(mean[i] / count) : mean[i] / count;
            mean[i] = MathF.Round(value * Shades) / Shades;
        }
        return mean;
    }

    /// <summary>A material of one texel for each map.</summary>
    /// <param name="surface">As <see cref="Of"/> gives it.</param>
    public static TextureContent Material(IReadOnlyList<float> surface)
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentOutOfRangeException.ThrowIfNotEqual(surface.Count, Neutral.Length, nameof(surface));
        var values = MaterialMap.All.ToDictionary(map => map, map => map.Neutral.ToArray());
        values[MaterialMap.BaseColor] = [surface[0], surface[1], surface[2]];
        values[MaterialMap.Roughness] = [surface[3]];
        values[MaterialMap.Metallic] = [surface[4]];
        return TextureContent.Flat(values);
    }

    private static float[] Neutral { get; } = [.. MaterialMap.BaseColor.Neutral, .. MaterialMap.Roughness.Neutral, .. MaterialMap.Metallic.Neutral];

    private static Dictionary<string, float[]> Read()
    {
        using var stream = typeof(PlaceholderColours).Assembly.GetManifestResourceStream(Resource)
            ?? throw new ScumbleException($"The assembly has no table '{Resource}'.", "Build it again.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, float[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is not [var word, .. { Length: 5 } numbers]) continue;
            table[word] = [.. numbers.Select(number => byte.Parse(number, CultureInfo.InvariantCulture) / (float)byte.MaxValue)];
        }
        return table;
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
