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
/// (<see cref="TextureRequest.FindInputs"/>). One on a device is not read back, and equal to itself alone. Immutable.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class PictureSource : IEquatable<PictureSource>
{
    private const int HashBytes = 32;

    private readonly IPicture? _picture;
    private string? _contentHash;

    private PictureSource(string name, IPicture? picture, string? contentHash, bool isOnDevice = false) =>
        (Name, _picture, _contentHash, IsOnDevice) = (name, picture, contentHash, isOnDevice);

    /// <summary>The file's name without its folder, or the name of a picture in memory. It does not count for equality.</summary>
    public string Name { get; }

    /// <summary>
    /// SHA-256 over width, height and channels (int32) and the pixels (float32, [height, width, channels]), all little-endian: 64 hexadecimal
    /// digits. Computed on first use; null only where a JSON names a picture without it. Random where <see cref="IsOnDevice"/>.
    /// </summary>
    public string? ContentHash => _contentHash ??= _picture is HostPicture host ? HashOf(host.Image) : null;

    /// <summary>Whether the picture lay on a device: nobody read its pixels, and what was made from it cannot be repeated from a recipe.</summary>
    public bool IsOnDevice { get; }

    /// <summary>Width in pixels.</summary>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet.</exception>
    public int Width => Picture.Width;

    /// <summary>Height in pixels.</summary>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet.</exception>
    public int Height => Picture.Height;

    /// <summary>Reads a PNG, JPEG or WebP file.</summary>
    /// <exception cref="ScumbleException">The file cannot be read.</exception>
    public static PictureSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new PictureSource(InputName.Of(path), new HostPicture(ImageFiles.Read(path)), null);
    }

    /// <summary>A picture in memory; do not change it from now on.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What recipes call it: a file name, under which it can be found again if it is saved.</param>
    public static PictureSource FromImage(Image image, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PictureSource(InputName.Of(name), new HostPicture(image), null);
    }

    /// <summary>
    /// A picture that stays on its device, as it is now: for what it shows at another time, make another source, which costs nothing. Its hash is
    /// random, so that no two textures that were made from what nobody read have one identity.
    /// </summary>
    /// <param name="picture">The picture; it must outlive the generations. Not owned.</param>
    /// <param name="name">What recipes call it.</param>
    public static PictureSource FromDevice(IPicture picture, string name)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PictureSource(InputName.Of(name), picture, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(HashBytes)), isOnDevice: true);
    }

    /// <summary>The picture in host memory; do not change it.</summary>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet; or it lies on a device, from where it is not read back.</exception>
    public Image Read() => Picture is HostPicture host ? host.Image
        : throw new ScumbleException($"The picture '{Name}' lies on a device, and is not read back.", "Read it where it was made, or write it into planes.");

    /// <summary>Writes the picture into planes of a canvas, resampled to the window, its edges continued over the rest: each value v as a v + b.</summary>
    /// <param name="ops">The arithmetic of the planes.</param>
    /// <param name="planes">[1, 3, h, w] for colour, or [1, 1, h, w] for brightness.</param>
    /// <param name="window">Where the picture lies on the canvas.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">What is added.</param>
    /// <exception cref="ScumbleException">A JSON named it, and it was not found yet.</exception>
    public void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b) => Picture.Write(ops, planes, window, a, b);

    /// <summary>The picture as a mask that is written at a size: where that is smaller, white wherever any pixel is, so that thin strokes last.</summary>
    internal PictureSource AsMask(int width, int height) => Picture is not HostPicture { Image: var image } || (image.Width <= width && image.Height <= height) ? this
        : FromImage(Planes.AnyWhite(Transparency.Mask(image), Math.Min(width, image.Width), Math.Min(height, image.Height)), Name);

    /// <inheritdoc/>
    public bool Equals(PictureSource? other) =>
        other is not null && (ReferenceEquals(this, other) || (ContentHash == other.ContentHash && (ContentHash is not null || Name == other.Name)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PictureSource);

    /// <inheritdoc/>
    public override int GetHashCode() => (ContentHash ?? Name).GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private IPicture Picture => _picture ?? throw new ScumbleException($"The picture '{Name}' is only named, and was not looked for.",
        "Say where it lies, by FindInputs of the request, before generating.");

    internal PictureSource Find(IReadOnlyList<string> folders) => _picture is not null ? this
        : new InputName(Name, _contentHash, IsOnDevice ? true : null).Find<PictureSource>("picture", folders, path => File.Exists(path) && FromFile(path) is var found ? (found, found.ContentHash!) : null);

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
            return new PictureSource(named.Name!, null, named.Sha256, named.IsOnDevice == true);
        }

        public override void Write(Utf8JsonWriter writer, PictureSource value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new InputName(value.Name, value.ContentHash, value.IsOnDevice ? true : null), TextureRequestJson.Default.InputName);
    }
}
