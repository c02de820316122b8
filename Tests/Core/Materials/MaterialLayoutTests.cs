using NUnit.Framework;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Materials;

public class MaterialLayoutTests
{
    [Test]
    public void TheUsualChannelsMakeTheUsualMaps()
    {
        var layout = MaterialLayout.Usual;
        Assert.Multiple(() =>
        {
            Assert.That(layout.Maps.Select(map => map.FileSuffix), Is.EqualTo(new[] { "basecolor", "normal", "height", "roughness", "metallic", "occlusion" }));
            Assert.That(layout.Maps.Select(layout.FirstChannel), Is.EqualTo(new int?[] { 0, null, 3, 4, 5, null }));
            Assert.That(layout, Is.EqualTo(MaterialLayout.Parse(layout.Channels)));
            Assert.That(layout, Is.Not.EqualTo(MaterialLayout.Parse([.. layout.Channels, "occlusion"])));
        });
    }

    [TestCase("base_color.r base_color.g height", "base_color.b")]
    [TestCase("base_color.g base_color.r base_color.b", "in this order")]
    [TestCase("base_color.r base_color.g base_color.b height height", "once")]
    [TestCase("base_color.r base_color.g base_color.b heigth", "did you mean \"height\"")]
    [TestCase("base_color.r base_color.g base_color.b subsurface", "emissive.r")]
    [TestCase("height roughness", "base_color.r")]
    [TestCase("", "base_color.r")]
    public void OtherListsAreRefused(string channels, string expected) => Assert.That(
        () => MaterialLayout.Parse(channels.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Throws.TypeOf<FormatException>().With.Message.Contains(expected));

    [Test]
    public void NamesAndSuffixesAreDifferent() => Assert.Multiple(() =>
    {
        Assert.That(MaterialMap.All.Select(map => map.Name), Is.Unique);
        Assert.That(MaterialMap.All.Select(map => map.FileSuffix), Is.Unique.And.All.Matches("^[a-z]+$"));
        Assert.That(MaterialMap.All.All(map => map.Neutral.Count == map.ChannelCount && map.Neutral.All(value => value is >= 0 and <= 1)));
        Assert.That(MaterialMap.All.All(map => map.Source is null == map.Derive is null));
    });

    [Test]
    public void APictureIsBaseColourAndAllElseIsNeutral()
    {
        float[] rgb = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f];
        using var picture = new CpuTensor<float>(new TensorShape(1, 3, 1, 2), rgb);
        var layout = MaterialLayout.Parse(["metallic", "base_color.r", "base_color.g", "base_color.b", "normal.x", "normal.y", "normal.z"]);
        float[] expected = [-1, -1, .. rgb, 0, 0, 0, 0, 1, 1];
        using var channels = (CpuTensor<float>)layout.OfPicture(new CpuTensorOps(), picture);
        Assert.That(channels.Span.ToArray(), Is.EqualTo(expected));
    }
}
