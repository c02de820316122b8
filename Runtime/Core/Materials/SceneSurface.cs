using System.Numerics;
using Scumble.Imaging;

namespace Scumble.Materials;

/// <summary>A material as it is looked up: all its levels, colours in linear light, bilinear between texels, the nearest level.</summary>
internal sealed class SceneSurface
{
    private readonly Image[] _colour, _normal, _roughness, _metallic, _occlusion;

    public SceneSurface(MaterialMaps maps)
    {
        _colour = Levels(maps, MaterialMap.BaseColor);
        foreach (var level in _colour)
            foreach (ref var value in level.Pixels) value = Srgb.ToLinear(value);
        (_normal, _roughness) = (Levels(maps, MaterialMap.Normal), Levels(maps, MaterialMap.Roughness));
        (_metallic, _occlusion) = (Levels(maps, MaterialMap.Metallic), Levels(maps, MaterialMap.Occlusion));
    }

    /// <summary>One look-up.</summary>
    /// <param name="Colour">Base colour, linear.</param>
    /// <param name="Normal">In the tangent's space, not of unit length where levels are small.</param>
    /// <param name="Roughness">Perceptual roughness.</param>
    /// <param name="Metallic">Metalness.</param>
    /// <param name="Occlusion">Ambient occlusion.</param>
    public readonly record struct Texel(Vector3 Colour, Vector3 Normal, float Roughness, float Metallic, float Occlusion);

    /// <summary>The material at a place.</summary>
    /// <param name="u">To the right, in tiles.</param>
    /// <param name="v">Up, in tiles.</param>
    /// <param name="footprint">What a pixel of the picture spans, in tiles.</param>
    public Texel At(float u, float v, float footprint)
    {
        var level = (int)Math.Clamp(MathF.Round(MathF.Log2(MathF.Max(footprint * _colour[0].Width, 1))), 0, _colour.Length - 1);
        var (image, normal) = (_colour[level], _normal[level]);
        float x = ((u - MathF.Floor(u)) * image.Width) - 0.5f, y = ((1 - (v - MathF.Floor(v))) * image.Height) - 0.5f;
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        var (x0, x1) = (Wrap.Index(left, image.Width, true), Wrap.Index(left + 1, image.Width, true));
        var (y0, y1) = (Wrap.Index(top, image.Height, true), Wrap.Index(top + 1, image.Height, true));
        return new(new(Read(image, 0), Read(image, 1), Read(image, 2)), (2 * new Vector3(Read(normal, 0), Read(normal, 1), Read(normal, 2))) - Vector3.One,
            Read(_roughness[level], 0), Read(_metallic[level], 0), Read(_occlusion[level], 0));

        float Read(Image from, int c) =>
            ((1 - fy) * (((1 - fx) * from[x0, y0, c]) + (fx * from[x1, y0, c]))) + (fy * (((1 - fx) * from[x0, y1, c]) + (fx * from[x1, y1, c])));
    }

    private static Image[] Levels(MaterialMaps maps, MaterialMap map)
    {
        var image = maps.All.Contains(map) ? maps[map] : Neutral(map, maps.BaseColor.Width, maps.BaseColor.Height);
        return MipChain.Create(image, map.Filter, TexelFormat.Rgba16Float);
    }

    private static Image Neutral(MaterialMap map, int width, int height)
    {
        var image = new Image(width, height, map.ChannelCount);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = map.Neutral[i % map.ChannelCount];
        return image;
    }
}
