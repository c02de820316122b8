using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Stages;

public class PictureSourceTests
{
    [Test]
    public void ThePixelsDecideNotWhereTheyLie()
    {
        using var folder = new TemporaryFolder();
        Pictures.Save(folder["a.png"], Pictures.Noise(6, 5, 3, 1));
        File.WriteAllBytes(folder["b.png"], PngWriter.Encode(ImageFiles.Read(folder["a.png"]), PngFormat.Colour, [new("Comment", "another file, the same picture")]));
        var (one, other, inMemory) = (PictureSource.FromFile(folder["a.png"]), PictureSource.FromFile(folder["b.png"]), PictureSource.FromImage(ImageFiles.Read(folder["a.png"]), "c"));
        Assert.That(new[] { other, inMemory }, Has.All.EqualTo(one));
        Assert.That(other.GetHashCode(), Is.EqualTo(one.GetHashCode()));
        Assert.That((one.Name, other.Name), Is.EqualTo(("a.png", "b.png")));
    }

    [Test]
    public void EveryPixelAndTheShapeCount()
    {
        var image = Pictures.Noise(6, 5, 3, 1);
        var changed = Pictures.Noise(6, 5, 3, 1);
        changed[5, 4, 2] += 1e-6f;
        var turned = new Image(5, 6, 3);
        image.Pixels.CopyTo(turned.Pixels);
        var one = PictureSource.FromImage(image, "a");
        foreach (var other in new[] { changed, turned }) Assert.That(PictureSource.FromImage(other, "a"), Is.Not.EqualTo(one));
    }

    // SHA-256 of 1, 1, 1 and 0.5 in 16 little-endian bytes, by another program.
    [Test]
    public void TheRuleIsStated()
    {
        var image = new Image(1, 1, 1);
        image[0, 0] = 0.5f;
        Assert.That(PictureSource.FromImage(image, "a").ContentHash, Is.EqualTo("dd413b95a33a866e5b22c81ff462c9dbc648f499681d10b8b1f6516fa4d8352c"));
    }

    [Test]
    public void APictureOnADeviceIsEqualToItselfAlone()
    {
        var picture = new HostPicture(Pictures.Noise(6, 5, 3, 1));
        var (one, other) = (PictureSource.FromDevice(picture, "view"), PictureSource.FromDevice(picture, "view"));
        Assert.That(one, Is.Not.EqualTo(other));
        Assert.That(one.ContentHash, Has.Length.EqualTo(64).And.Not.EqualTo(other.ContentHash));
        Assert.That((one.Width, one.Height, one.IsOnDevice), Is.EqualTo((6, 5, true)));
    }

    [Test]
    public void WhatWasMadeFromADeviceSaysThatItCannotBeRepeated()
    {
        using var folder = new TemporaryFolder();
        Pictures.Save(folder["view"], Pictures.Noise(6, 5, 3, 1));
        var request = new TextureRequest { Prompt = "moss", Seed = 1, Start = new() { Image = PictureSource.FromDevice(new HostPicture(Pictures.Noise(6, 5, 3, 1)), "view") } };
        var read = TextureRequest.FromJson(request.ToJson());
        Assert.That(read, Is.EqualTo(request), "the recipe's hash is the picture's");
        Assert.That(TextureIdentity.Of(read, "model", [], "1"), Is.EqualTo(TextureIdentity.Of(request, "model", [], "1")));
        Assert.That(() => read.FindInputs(folder.Path), Throws.TypeOf<ScumbleException>().With.Message.Contains("'view'").And.Message.Contains("cannot be repeated"));
        Assert.That(request.FindInputs(folder.Path), Is.EqualTo(request), "what is there already stays");
    }

    [Test]
    public void AFileIsReadOnce()
    {
        using var folder = new TemporaryFolder();
        Pictures.Save(folder["a.png"], Pictures.Noise(6, 5, 3, 1));
        var source = PictureSource.FromFile(folder["a.png"]);
        var first = source.Read();
        File.Delete(folder["a.png"]);
        Assert.That(source.Read(), Is.SameAs(first));
        Assert.That(() => PictureSource.FromFile(folder["a.png"]), Throws.InstanceOf<ScumbleException>());
    }
}
