using System.IO.Compression;
using Scumble.Diagnostics;

namespace Scumble.Lab;

internal static partial class GoldenFormats
{
    /// <summary>One JSON object a file, plain or compressed by gzip.</summary>
    public static GoldenFormat DiffusionGolden { get; } = Add(new DiffusionGolden());
}

/// <summary>The format diffusion-golden/1: one JSON object a file, .json or .json.gz, that names its format before its data.</summary>
internal sealed class DiffusionGolden : GoldenFormat
{
    private const int HeadLength = 1024;

    public override string Id => "diffusion-golden/1";

    public override GoldenCase? Read(string path, string name)
    {
        var file = Path.GetFileName(path);
        var isCompressed = file.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
        if (!isCompressed && !file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return null;
        if (file.StartsWith("index.json", StringComparison.OrdinalIgnoreCase)) return null;
        using var stream = Open(path, isCompressed);
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        return head.AsSpan(0, length).IndexOf("\"diffusion-golden/"u8) >= 0 ? new GoldenFile(path, name) : null;
    }

    /// <summary>The JSON text of a file, unpacked where it is compressed.</summary>
    public static byte[] Bytes(string path)
    {
        using var stream = Open(path, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static Stream Open(string path, bool isCompressed) =>
        isCompressed ? new GZipStream(RegularFile.Open(path), CompressionMode.Decompress) : RegularFile.Open(path);
}
