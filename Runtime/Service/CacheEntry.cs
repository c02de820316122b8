using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Service;

/// <summary>
/// One finished texture as one file, whole or not there: a mark, the length of a header (int32, little-endian), the header (JSON: the maps and the length of each), the maps as
/// PNG files one after the other, and SHA-256 over all before.
/// </summary>
/// <param name="Identity">The texture's one hash.</param>
/// <param name="Content">Its maps.</param>
internal sealed record CacheEntry(string Identity, TextureContent Content)
{
    /// <summary>How its files end.</summary>
    public const string Extension = ".texture";

    private const int MaxBytes = 1 << 28;

    private static ReadOnlySpan<byte> Mark => "SCUMTEX1"u8;

    /// <summary>The file's bytes.</summary>
    /// <param name="texts">What each map carries, so that one that is cut out of the file is like any other.</param>
    public byte[] Encode(Func<MaterialMap, IReadOnlyList<PngText>> texts)
    {
        var maps = Content.Maps;
        var pictures = new byte[maps.Count][];
        for (var i = 0; i < pictures.Length; i++)
            pictures[i] = PngWriter.Encode(Content[maps[i]], FormatOf(maps[i]), texts(maps[i]));
        var header = System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["identity"] = Identity,
            ["maps"] = new JsonArray([.. maps.Select((map, i) => new JsonObject { ["map"] = map.Name, ["bytes"] = pictures[i].Length })]),
        }.ToJsonString());
        using var file = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        file.Write(Mark);
        file.Write(length);
        file.Write(header);
        foreach (var picture in pictures) file.Write(picture);
        file.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        return file.ToArray();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    /// <exception cref="ScumbleException">It is damaged.</exception>
    public static CacheEntry Read(string path)
    {
        byte[] file;
        using (var stream = RegularFile.Open(path, share: FileShare.ReadWrite | FileShare.Delete))
        {
            if (stream.Length is < 44 or > MaxBytes) throw Damaged(path);
            file = new byte[stream.Length];
            stream.ReadExactly(file);
        }
        var body = file.AsSpan(0, file.Length - SHA256.HashSizeInBytes);
        if (!body.StartsWith(Mark) || !SHA256.HashData(body).AsSpan().SequenceEqual(file.AsSpan(body.Length))) throw Damaged(path);
        try
        {
            var start = Mark.Length + 4;
            var length = BinaryPrimitives.ReadInt32LittleEndian(body[Mark.Length..]);
            using var header = JsonDocument.Parse(file.AsMemory(start, length));
            var (at, images) = (start + length, new Dictionary<MaterialMap, Image>());
            foreach (var entry in header.RootElement.GetProperty("maps").EnumerateArray())
            {
                var (name, bytes) = (entry.GetProperty("map").GetString(), entry.GetProperty("bytes").GetInt32());
                images.Add(MaterialMap.All.Single(map => map.Name == name), ImageFiles.Decode(body.Slice(at, bytes).ToArray(), $"{path}, {name}"));
                at += bytes;
            }
            return new CacheEntry(header.RootElement.GetProperty("identity").GetString()!, TextureContent.Of(images));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw Damaged(path, e);
        }
    }

    private static PngFormat FormatOf(MaterialMap map) => map.Format switch
    {
        TexelFormat.Rgba8Srgb => PngFormat.Colour,
        TexelFormat.Rgba16Float => PngFormat.Data16,
        _ => PngFormat.Data,
    };

    private static ScumbleException Damaged(string path, Exception? inner = null) =>
        new($"The cached texture {path} is damaged.", "It is made again; nothing need be done.", inner);
}
