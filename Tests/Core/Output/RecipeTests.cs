using System.IO.Compression;
using System.Xml.Linq;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Output;

public class RecipeTests
{
    private static readonly Recipe Example = new("""{"prompt":"moss \"wet\" — 苔, naïve","seed":18446744073709551615,"guidanceScale":2.5}""",
        "sha256:0123", "0.1.0", MaterialMap.Height.FileSuffix, new string('b', 64));

    [Test]
    public void ReadsBackExactly()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("a.png");
        File.WriteAllBytes(path, PngWriter.Encode(new Image(3, 2, 3), PngFormat.Colour, Example.ToTexts()));
        Assert.That(Recipe.Read(path), Is.EqualTo(Example));
    }

    [Test]
    public void RecipesOfOlderVersionsHaveNoIdentity()
    {
        using var folder = new ScratchFolder();
        var (path, old) = (folder.File("a.png"), Example with { Identity = null });
        File.WriteAllBytes(path, PngWriter.Encode(new Image(3, 2, 3), PngFormat.Colour, old.ToTexts()));
        Assert.That(Recipe.Read(path), Is.EqualTo(old));
        Assert.That(old.ToJson(), Does.Not.Contain("identity"));
    }

    [Test]
    public void CarriesTheMarkOfGeneratedMedia()
    {
        var xmp = Example.ToTexts().Single(text => text.Keyword == "XML:com.adobe.xmp").Value;
        var mark = XDocument.Parse(xmp).Descendants().SelectMany(element => element.Attributes())
            .Single(attribute => attribute.Name.LocalName == "DigitalSourceType");
        Assert.Multiple(() =>
        {
            Assert.That(mark.Name.NamespaceName, Is.EqualTo("http://iptc.org/std/Iptc4xmpExt/2008-02-29/"));
            Assert.That(mark.Value, Is.EqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"));
        });
    }

    [Test]
    public void FaultsOfFilesAreNamed()
    {
        using var folder = new ScratchFolder();
        var whole = PngWriter.Encode(new Image(8, 8, 3), PngFormat.Colour, Example.ToTexts());
        var flipped = whole.ToArray();
        flipped[80] ^= 1;
        Assert.Multiple(() =>
        {
            Assert.That(Fault(folder, null), Does.Contain("cannot be read"));
            Assert.That(Fault(folder, "GIF89a"u8.ToArray()), Does.Contain("Expected a PNG"));
            Assert.That(Fault(folder, []), Does.Contain("it is empty"));
            Assert.That(Fault(folder, flipped), Does.Contain("check sum"));
            Assert.That(Fault(folder, PngWriter.Encode(new Image(8, 8, 3), PngFormat.Colour, [])), Does.Contain("no recipe"));
            foreach (var json in new[] { "{", "[]", "{}", """{"request":"x","model":"m","version":"1","map":"height"}""", """{"request":{},"model":"m","version":"1","map":"height","identity":7}""" })
                Assert.That(Fault(folder, PngWriter.Encode(new Image(1, 1, 1), PngFormat.Data, [new(Recipe.Keyword, json)])), Does.Contain("damaged"), json);
        });
    }

    [Test]
    public void EveryCutIsNoticed()
    {
        using var folder = new ScratchFolder();
        var whole = PngWriter.Encode(new Image(8, 8, 3), PngFormat.Colour, Example.ToTexts());
        for (var length = 8; length < whole.Length; length++)
            Assert.That(Fault(folder, whole[..length]), Does.Contain("cut short"), $"{length} of {whole.Length} bytes");
    }

    [Test]
    public void TextsOfOtherProgramsAreReadToo()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("a.png");
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true))
            zlib.Write("packed"u8);
        byte[] header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        File.WriteAllBytes(path,
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. PngFile.Chunk("IHDR", header), .. PngFile.Chunk("tEXt", [.. "Comment\0"u8, 0xDC]),
            .. PngFile.Chunk("zTXt", [.. "Title\0\0"u8, .. packed.ToArray()]),
            .. PngFile.Chunk("iTXt", [.. "Author\0"u8, 1, 0, .. "en\0Autor\0"u8, .. packed.ToArray()]), .. PngFile.Chunk("IEND", []),
        ]);
        Assert.That(PngText.Read(path), Is.EqualTo(new PngText[] { new("Comment", "Ü"), new("Title", "packed"), new("Author", "packed") }));
    }

    private static string Fault(ScratchFolder folder, byte[]? file)
    {
        var path = folder.File($"{Guid.NewGuid():n}.png");
        if (file is not null)
            File.WriteAllBytes(path, file);
        return Assert.Throws<ScumbleException>(() => Recipe.Read(path))!.Message;
    }
}
