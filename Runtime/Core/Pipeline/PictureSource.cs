using System.Text.Json;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Pipeline;

/// <summary>A picture that goes into a request: a file, or one in memory under a name. In JSON it is its path or name. Immutable.</summary>
[JsonConverter(typeof(Converter))]
public sealed class PictureSource : IEquatable<PictureSource>
{
    private readonly Image? _image;

    private PictureSource(string name, Image? image) => (Name, _image) = (name, image);

    /// <summary>The file's path, or the name of a picture in memory.</summary>
    public string Name { get; }

    /// <summary>A PNG or JPEG file, read when a generation begins.</summary>
    public static PictureSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new PictureSource(path, null);
    }

    /// <summary>A picture in memory; do not change it while it is used.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What recipes call it; nobody can repeat from a recipe what was never in a file.</param>
    public static PictureSource FromImage(Image image, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PictureSource(name, image);
    }

    /// <summary>The picture.</summary>
    /// <exception cref="ScumbleException">The file cannot be read.</exception>
    public Image Read() => _image ?? ImageFiles.Read(Name);

    /// <inheritdoc/>
    public bool Equals(PictureSource? other) => other is not null && Name == other.Name && ReferenceEquals(_image, other._image);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PictureSource);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal sealed class Converter : JsonConverter<PictureSource>
    {
        public override PictureSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { Length: > 0 } path ? FromFile(path) : throw new JsonException("A picture is named by its path.");

        public override void Write(Utf8JsonWriter writer, PictureSource value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
