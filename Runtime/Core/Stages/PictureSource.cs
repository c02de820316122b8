using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// A picture that goes into a request. Its pixels are what it is: the same picture from a file, from memory or from a file in another
/// format is equal. In JSON it is a name and the hash of its content, and such a one must be found before it can be used
/// (<see cref="TextureRequest.FindInputs"/>). Immutable.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class PictureSource : IEquatable<PictureSource>
{
    private readonly Image? _image;
    private string? _contentHash;

    private PictureSource(string name, Image? image, string? contentHash) => (Name, _image, _contentHash) = (name, image, contentHash);

    /// <summary>The file's name without its folder, or the name of a picture in memory. It does not count for equality.</summary>
    public string Name { get; }

    /// <summary>
    /// SHA-256 over width, height and channels (int32) and the pixels (float32, [height, width, channels]), all little-endian: 64 hexadecimal
    /// digits. Computed on first use; null only where a JSON names a picture without it.
    /// </summary>
    public string? ContentHash => _contentHash ??= _image is null ? null : HashOf(_image);

    /// <summary>Reads a PNG or JPEG file.</summary>
    /// <exception cref="ScumbleException">The file cannot be read.</exception>
    public static PictureSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new PictureSource(InputName.Of(path), ImageFiles.Read(path), null);
    }

    /// <summary>A picture in memory; do not change it from now on.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What recipes call it: a file name, under which it can be found again if it is saved.</param>
    public static PictureSource FromImage(Image image, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PictureSource(InputName.Of(name), image, null);
    }

    /// <summary>The picture; do not change it.</summary>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet.</exception>
    public Image Read() => _image ?? throw new ScumbleException($"The picture '{Name}' is only named, and was not looked for.",
        "Say where it lies, by FindInputs of the request, before generating.");

    /// <summary>Writes the picture into planes of a canvas, resampled to the window, its edges continued over the rest: each value v as a v + b.</summary>
    /// <param name="ops">The arithmetic of the planes.</param>
    /// <param name="planes">[1, 3, h, w] for colour, or [1, 1, h, w] for brightness.</param>
    /// <param name="window">Where the picture lies on the canvas.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">What is added.</param>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet.</exception>
    internal void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b)
    {
        var image = Read();
        var values = planes.Shape[1] == 1 ? Planes.Grey(image, window.Width, window.Height) : Planes.Rgb(image, window.Width, window.Height);
        for (var i = 0; i < values.Length; i++) values[i] = (float)((a * values[i]) + b);
        ops.Upload(planes, window.Place(values, planes.Shape[3], planes.Shape[2]));
    }

    /// <inheritdoc/>
    public bool Equals(PictureSource? other) =>
        other is not null && (ReferenceEquals(this, other) || (ContentHash == other.ContentHash && (ContentHash is not null || Name == other.Name)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PictureSource);

    /// <inheritdoc/>
    public override int GetHashCode() => (ContentHash ?? Name).GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal PictureSource Find(IReadOnlyList<string> folders) => _image is not null ? this
        : new InputName(Name, _contentHash).Find<PictureSource>("picture", folders, path => File.Exists(path) && FromFile(path) is var found ? (found, found.ContentHash!) : null);

    private static string HashOf(Image image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> value = stackalloc byte[4];
        foreach (var size in new[] { image.Width, image.Height, image.Channels })
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, size);
            hash.AppendData(value);
        }
        if (BitConverter.IsLittleEndian) hash.AppendData(MemoryMarshal.AsBytes(image.Pixels));
        else
        {
            foreach (var pixel in image.Pixels)
            {
                BinaryPrimitives.WriteSingleLittleEndian(value, pixel);
                hash.AppendData(value);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal sealed class Converter : JsonConverter<PictureSource>
    {
        public override PictureSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var named = JsonSerializer.Deserialize(ref reader, TextureRequestJson.Default.InputName)!.Require();
            return new PictureSource(named.Name!, null, named.Sha256);
        }

        public override void Write(Utf8JsonWriter writer, PictureSource value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new InputName(value.Name, value.ContentHash), TextureRequestJson.Default.InputName);
    }
}
