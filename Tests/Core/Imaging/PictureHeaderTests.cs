using System.Buffers.Binary;
using System.IO.Compression;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class PictureHeaderTests
{
    [Test]
    public void AFileCutShortAnywhereIsRefused([Values("orientation1.jpg", "progressive.jpg", "palette.png", "interlaced.png", "alpha.webp", "lossy.webp", "alpha_lossy.webp")] string name)
    {
        var file = File.ReadAllBytes(RepositoryRoot.Combine("Tests", "Data", "Pictures", name));
        for (var length = 0; length < file.Length; length++)
            Assert.That(() => ImageFiles.Decode(file[..length], name), Throws.TypeOf<ScumbleException>(), $"{length} of {file.Length} bytes");
    }

    [TestCase(1, "fewer pixels")]
    [TestCase(64 * 1024 * 1024, "more pixels")]
    public void PixelsThatDoNotFitTheHeaderAreRefusedWithoutUnpackingThem(int length, string expected)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[length]);
        var file = Png(64, 64, packed.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => ImageFiles.Decode(file, "x.png"), Throws.TypeOf<ScumbleException>().With.Message.Contains(expected));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 22));
    }

    [Test]
    public void TooManyPixelsAreRefusedWhereNoEdgeIsTooLong() =>
        Assert.That(() => ImageFiles.Decode(Png(16384, 16384, [1]), "x.png"), Throws.TypeOf<ScumbleException>().With.Message.Contains("16384x16384"));

    [Test]
    public void AJpegOfMorePixelsThanItHoldsIsRefused()
    {
        var file = File.ReadAllBytes(RepositoryRoot.Combine("Tests", "Data", "Pictures", "grey.jpg"));
        var frame = file.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 8000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 8000);
        Assert.That(() => ImageFiles.Decode(file, "x.jpg"), Throws.TypeOf<ScumbleException>().With.Message.Contains("fewer pixels"));
    }

    [Test, CancelAfter(20_000)]
    public void ScansWithoutEndAreRefused()
    {
        var file = File.ReadAllBytes(RepositoryRoot.Combine("Tests", "Data", "Pictures", "progressive.jpg"));
        var frame = file.AsSpan().IndexOf<byte>([0xFF, 0xC2]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 8000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 8000);
        var scan = file.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        byte[] scans = [.. Enumerable.Repeat(file[scan..^2], 1000).SelectMany(bytes => bytes)];
        Assert.That(() => ImageFiles.Decode([.. file[..scan], .. scans, 0xFF, 0xD9], "x.jpg"), Throws.TypeOf<ScumbleException>().With.Message.Contains("scans"));
    }

    private static byte[] Png(int width, int height, byte[] pixels)
    {
        var file = new MemoryStream();
        file.Write(PngWriter.Encode(new Image(1, 1, 1), PngFormat.Data, []).AsSpan(0, 8));
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        foreach (var (type, data) in new[] { ("IHDR", header), ("IDAT", pixels), ("IEND", []) })
        {
            var (length, name, crc) = (new byte[4], System.Text.Encoding.ASCII.GetBytes(type), new byte[4]);
            BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
            BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Of(name, data));
            foreach (var part in new[] { length, name, data, crc }) file.Write(part);
        }
        return file.ToArray();
    }
}
