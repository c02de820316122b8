using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Output;

public class MaterialWriterTests
{
    private static readonly MaterialMaps Maps = new(MaterialLayout.Usual.Maps.ToDictionary(map => map, map => Pictures.Noise(32, 16, map.ChannelCount, map.FileSuffix.Length)));

    private static readonly Recipe Recipe = new("""{"prompt":"moss"}""", "hash", "0.1.0");

    [Test]
    public void WritesEveryMapWithItsRecipe()
    {
        using var folder = new ScratchFolder();
        var paths = MaterialWriter.Write(folder.File("moss.png"), Maps.BaseColor, Maps, Recipe, withMaps: true);
        Assert.Multiple(() =>
        {
            Assert.That(folder.Names, Is.EquivalentTo(new[]
            {
                "moss.png", "moss.basecolor.png", "moss.normal.png", "moss.height.png", "moss.roughness.png", "moss.metallic.png", "moss.occlusion.png",
            }));
            Assert.That(paths.Select(Path.GetFileName), Is.EquivalentTo(folder.Names));
            Assert.That(paths.Select(path => Recipe.Read(path).Map),
                Is.EqualTo(new[] { "basecolor", "basecolor", "normal", "height", "roughness", "metallic", "occlusion" }));
            Assert.That(File.ReadAllBytes(paths[0]), Is.EqualTo(File.ReadAllBytes(paths[1])));
            Assert.That(paths.Select(path => PngFile.Read(File.ReadAllBytes(path)).BitDepth), Is.EqualTo(new[] { 8, 8, 8, 16, 8, 8, 8 }));
            Assert.That(PngFile.Read(File.ReadAllBytes(paths[3])).Values(),
                Is.EqualTo(Maps.Height.Pixels.ToArray().Select(v => (int)((v * 65535f) + 0.5f))));
        });
    }

    [Test]
    public void WithoutMapsThereIsOneFile()
    {
        using var folder = new ScratchFolder();
        MaterialWriter.Write(folder.File("moss"), Maps.BaseColor, Maps, Recipe, withMaps: false);
        Assert.That(folder.Names, Is.EqualTo(new[] { "moss" }));
    }

    [Test]
    public void AFolderInTheWayOfOneMapWritesNone()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.File("moss.metallic.png"));
        Assert.Throws<ScumbleException>(() => MaterialWriter.Write(folder.File("moss.png"), Maps.BaseColor, Maps, Recipe, withMaps: true));
        Assert.That(folder.Names, Is.EqualTo(new[] { "moss.metallic.png" }));
    }

    [Test]
    public void AFurtherMapIsAFurtherFile()
    {
        using var folder = new ScratchFolder();
        var maps = new MaterialMaps(new Dictionary<MaterialMap, Image> { [MaterialMap.BaseColor] = new(8, 8, 3), [MaterialMap.Emissive] = Pictures.Noise(8, 8, 3, 1) });
        var paths = MaterialWriter.Write(folder.File("lava.png"), maps.BaseColor, maps, Recipe, withMaps: true);
        Assert.That(paths.Select(Path.GetFileName), Is.EqualTo(new[] { "lava.png", "lava.basecolor.png", "lava.emissive.png" }));
        Assert.That(ImageFiles.Read(paths[2]).Pixels.ToArray(), Is.EqualTo(maps[MaterialMap.Emissive].Pixels.ToArray()).Within(0.51f / 255));
    }
}
