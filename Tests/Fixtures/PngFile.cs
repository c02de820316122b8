using System.Buffers.Binary;
using System.IO.Compression;

namespace Scumble.Tests.Fixtures;

/// <summary>A second, slow reader of PNG files: it knows the specification and nothing of the writer.</summary>
internal sealed class PngFile
{
    public List<(string Type, byte[] Data)> Chunks { get; } = [];

    public int Width => BinaryPrimitives.ReadInt32BigEndian(Data("IHDR"));

    public int Height => BinaryPrimitives.ReadInt32BigEndian(Data("IHDR").AsSpan(4));

    public int BitDepth => Data("IHDR")[8];

    public int Channels => Data("IHDR")[9] switch { 0 => 1, 2 => 3, 6 => 4, var type => throw new InvalidDataException($"colour type {type}") };

    public static PngFile Read(byte[] file)
    {
        if (System.Text.Encoding.Latin1.GetString(file, 0, 8) != "\u0089PNG\r\n\u001a\n")
            throw new InvalidDataException("signature");
        var png = new PngFile();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)) != Crc(file.AsSpan(at + 4, length + 4)))
                throw new InvalidDataException($"check sum at {at}");
            png.Chunks.Add((System.Text.Encoding.Latin1.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return png;
    }

    /// <summary>A whole file.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="depth">Bits of a value.</param>
    /// <param name="colour">The type of colour: 0 grey, 2 red, green and blue...</param>
    /// <param name="rows">The rows with their filter types.</param>
    /// <param name="chunks">What stands before the pixels.</param>
    public static byte[] Of(int width, int height, byte depth, int colour, byte[] rows, params (string Type, byte[] Data)[] chunks)
    {
        var (header, packed) = (new byte[13], new MemoryStream());
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, (byte)colour);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>One chunk with its length and check sum.</summary>
    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. System.Text.Encoding.Latin1.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    public byte[] Data(string type) => [.. Chunks.Where(chunk => chunk.Type == type).SelectMany(chunk => chunk.Data)];

    /// <summary>All values, rows from top to bottom, channels interleaved.</summary>
    public int[] Values()
    {
        using var zlib = new ZLibStream(new MemoryStream(Data("IDAT")), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        zlib.CopyTo(bytes);
        var raw = bytes.ToArray();
        int pixel = Channels * BitDepth / 8, row = Width * pixel;
        if (raw.Length != (row + 1) * Height)
            throw new InvalidDataException($"{raw.Length} bytes of pixels, expected {(row + 1) * Height}");
        var flat = new byte[row * Height];
        int At(int x, int y) => x < 0 || y < 0 ? 0 : flat[(y * row) + x];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < row; x++)
            {
                int a = At(x - pixel, y), b = At(x, y - 1), c = x < pixel ? 0 : At(x - pixel, y - 1);
                var predicted = raw[y * (row + 1)] switch
                {
                    0 => 0,
                    1 => a,
                    2 => b,
                    3 => (a + b) / 2,
                    4 => new[] { a, b, c }.MinBy(v => Math.Abs(a + b - c - v)),
                    var type => throw new InvalidDataException($"filter {type}"),
                };
                flat[(y * row) + x] = (byte)(raw[(y * (row + 1)) + 1 + x] + predicted);
            }
        }
        return BitDepth == 8
            ? [.. flat.Select(b => (int)b)]
            : [.. Enumerable.Range(0, flat.Length / 2).Select(i => (int)BinaryPrimitives.ReadUInt16BigEndian(flat.AsSpan(2 * i)))];
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var b in data)
        {
            for (var bit = 0; bit < 8; bit++)
                crc = (((crc ^ (uint)(b >> bit)) & 1) != 0 ? 0xEDB88320u : 0) ^ (crc >> 1);
        }
        return ~crc;
    }
}
