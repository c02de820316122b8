using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Materials;

public class MaterialMapsTests
{
    private static readonly MaterialLayout Glowing = MaterialLayout.Parse(["emissive.r", "emissive.g", "emissive.b", "base_color.r", "base_color.g", "base_color.b", "height"]);

    [Test]
    public void WhatIsNotGivenIsDerivedFromTheHeight([Values] TileMode tile)
    {
        using var planes = Decoded(6, 20, 28);
        var maps = MaterialMaps.FromPlanes(planes, MaterialLayout.Usual, 4, 2, 16, 12, tile);
        var height = Planes.Cut(planes.Span.Slice(3 * 20 * 28, 20 * 28), 28, 4, 2, 16, 12, 1);
        Assert.Multiple(() =>
        {
            Assert.That(maps.All, Is.EqualTo(MaterialLayout.Usual.Maps));
            Assert.That(maps.Height.Pixels.SequenceEqual(height.Pixels));
            Assert.That(maps.Normal.Pixels.SequenceEqual(NormalFromHeight.Create(height, tile).Pixels));
            Assert.That(maps.Occlusion.Pixels.SequenceEqual(OcclusionFromHeight.Create(height, tile).Pixels));
        });
    }

    [Test]
    public void ChannelsAreFoundByTheirNames()
    {
        using var planes = Decoded(7, 8, 8);
        var maps = MaterialMaps.FromPlanes(planes, Glowing, 0, 0, 8, 8, TileMode.XY);
        Assert.Multiple(() =>
        {
            Assert.That(maps.All.Select(map => map.Name), Is.EqualTo(new[] { "base_color", "normal", "height", "occlusion", "emissive" }));
            Assert.That(maps[MaterialMap.Emissive].Pixels.SequenceEqual(Image.FromPlanes(planes.Span[..(3 * 64)], 8, 8, 3).Pixels));
            Assert.That(maps.BaseColor.Pixels.SequenceEqual(Image.FromPlanes(planes.Span.Slice(3 * 64, 3 * 64), 8, 8, 3).Pixels));
            Assert.That(() => maps.Roughness, Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("roughness"));
        });
    }

    [Test]
    public void MapsOfDifferentSizesAreRefused() => Assert.Multiple(() =>
    {
        Refused(new() { [MaterialMap.BaseColor] = new(8, 8, 3), [MaterialMap.Height] = new(8, 4, 1) });
        Refused(new() { [MaterialMap.BaseColor] = new(8, 8, 1) });
        Refused(new() { [MaterialMap.Height] = new(8, 8, 1) });

        static void Refused(Dictionary<MaterialMap, Image> images) => Assert.That(() => new MaterialMaps(images), Throws.ArgumentException);
    });

    private static CpuTensor<float> Decoded(int channels, int height, int width)
    {
        var planes = new CpuTensor<float>(new(1, channels, height, width));
        Pictures.Noise(width, height * channels, 1, 3).Pixels.CopyTo(planes.Span);
        foreach (ref var value in planes.Span) value = (2.2f * value) - 1.1f;
        return planes;
    }
}
