using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Materials;

/// <summary>
/// A height that an artist drew, in a material: as the picture that a model starts from (<see cref="Paint"/>), and pressed into what came of it
/// (<see cref="Press"/>). Neither needs a network that reads height.
/// </summary>
public static class MaterialRelief
{
    // Of the heights, by rank.
    private const int Levels = 32;

    /// <summary>
    /// The base colour that a material of this kind would have if its heights lay as drawn: each drawn height gets the mean colour that the material has at the same
    /// rank among its own heights, and the material's fine variation about it.
    /// </summary>
    /// <param name="like">A material of the kind.</param>
    /// <param name="height">[h, w, 1], of the material's size; 0 is the deepest.</param>
    /// <returns>RGB, sRGB-encoded: what to start from (<c>TextureRequest.Start</c>).</returns>
    /// <exception cref="ArgumentException">The height is of another size, or has no single channel.</exception>
    public static Image Paint(MaterialMaps like, Image height)
    {
        Require(like, height);
        var (own, drawn, colour) = (Ranks(like.Height), Ranks(height), like.BaseColor);
        var (sums, counts) = (new double[Levels, 3], new int[Levels]);
        for (var i = 0; i < own.Length; i++)
        {
            counts[own[i]]++;
            for (var c = 0; c < 3; c++) sums[own[i], c] += colour.Pixels[(3 * i) + c];
        }
        var painted = new Image(height.Width, height.Height, 3);
        for (var i = 0; i < drawn.Length; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                var (here, there) = (Mean(drawn[i], c), Mean(own[i], c));
                painted.Pixels[(3 * i) + c] = Math.Clamp(here + colour.Pixels[(3 * i) + c] - there, 0, 1);
            }
        }
        return painted;

        // The nearest level that has pixels.
        float Mean(int level, int c)
        {
            for (var away = 0; ; away++)
                foreach (var near in (ReadOnlySpan<int>)[level - away, level + away])
                    if (near is >= 0 and < Levels && counts[near] > 0) return (float)(sums[near, c] / counts[near]);
        }
    }

    /// <summary>The material with the drawn height in its own, and what follows from height made anew. Colours and all else stay.</summary>
    /// <param name="material">The material, with a height.</param>
    /// <param name="height">[h, w, 1], of its size; 0 is the deepest.</param>
    /// <param name="share">How much of the height is the drawn one, 0 to 1.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    /// <exception cref="ArgumentException">The height is of another size, or has no single channel.</exception>
    public static MaterialMaps Press(MaterialMaps material, Image height, float share, TileMode tile)
    {
        Require(material, height);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var pressed = new Image(height.Width, height.Height, 1);
        for (var i = 0; i < pressed.Pixels.Length; i++) pressed.Pixels[i] = (share * height.Pixels[i]) + ((1 - share) * material.Height.Pixels[i]);
        var (ops, maps) = (new CpuImageOps(), material.All.ToDictionary(map => map, map => material[map]));
        maps[MaterialMap.Height] = pressed;
        foreach (var map in material.All)
        {
            if (map.Source != MaterialMap.Height) continue;
            using var source = pressed.Upload(ops.Tensors);
            using var target = ops.Tensors.Create(new TensorShape(height.Height, height.Width, map.ChannelCount), ElementType.Float32);
            map.Derive!(ops, target, source, tile, NormalFromHeight.DefaultDepth);
            maps[map] = CpuImageOps.ToImage(target);
        }
        return new(maps);
    }

    private static void Require(MaterialMaps material, Image height)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(height);
        var own = material.Height;
        if (height.Channels != 1 || (height.Width, height.Height) != (own.Width, own.Height))
            throw new ArgumentException($"Expected a height of {own.Width}x{own.Height} with one channel; found {height.Width}x{height.Height} with {height.Channels}.", nameof(height));
    }

    // Which of the levels each pixel has, by how many lie below; equal heights have one.
    private static int[] Ranks(Image height)
    {
        var values = height.Pixels.ToArray();
        var (sorted, levels) = (values.Order().ToArray(), new Dictionary<float, int>());
        for (int first = 0, end = 0; first < sorted.Length; first = end)
        {
            while (end < sorted.Length && sorted[end].Equals(sorted[first])) end++;
            levels.Add(sorted[first], Math.Min(Levels - 1, (int)((long)(first + end) * Levels / (2L * sorted.Length))));
        }
        return [.. values.Select(value => levels[value])];
    }
}
