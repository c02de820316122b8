using System.Text.Json;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Models;

namespace Scumble.Stages;

/// <summary>
/// A ControlNet that goes into a request: a component of the model by its name, or one that lies elsewhere. In JSON a component is its
/// name, and any other is a name and the hash of its content, which must be found before it can be used
/// (<see cref="TextureRequest.FindInputs"/>). Equal are those with the same content, or components of the same name. Immutable.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class ControlNetSource : IEquatable<ControlNetSource>
{
    private readonly string? _path;
    private readonly Lazy<string?> _contentHash;

    // The path is what may be opened: nothing that a JSON names is.
    private ControlNetSource(string name, string? path, Lazy<string?> contentHash) => (Name, _path, _contentHash) = (name, path, contentHash);

    /// <summary>The component, or the name of the folder or file without its folder.</summary>
    public string Name { get; }

    /// <summary>The content's hash, 64 hexadecimal digits, of one that lies outside of the model; computed on first use. Null for a component of the model, whose hash covers it.</summary>
    /// <exception cref="ScumbleException">A file cannot be read.</exception>
    public string? ContentHash => _contentHash.Value;

    /// <summary>A component of the model ("controlnet", or what stands behind "controlnet_"), or else the path of a folder or file with a graph.</summary>
    public static ControlNetSource FromString(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return new ControlNetSource(InputName.Of(model), model, new(() => Path.Exists(model) ? Models.ContentHash.Of(ModelComponent.Open(model, model)) : null));
    }

    /// <summary>What is known by a name alone, and is no file.</summary>
    internal static ControlNetSource Named(string name) => new(name, null, new((string?)null));

    /// <summary>Whether this is what was named by one word, and not a path to something of that name.</summary>
    internal bool IsCalled(string name) => (_path ?? (ContentHash is null ? Name : "")) == name;

    /// <summary>A component of the model, or else a path.</summary>
    public static implicit operator ControlNetSource(string model) => FromString(model);

    /// <inheritdoc/>
    public bool Equals(ControlNetSource? other) => other is not null && (ReferenceEquals(this, other) || Known == other.Known);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ControlNetSource);

    /// <inheritdoc/>
    public override int GetHashCode() => Known.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private string Known => ContentHash ?? Name;

    internal ControlNetSource Find(IReadOnlyList<string> folders) => _path is not null || ContentHash is null ? this
        : new InputName(Name, ContentHash).Find<ControlNetSource>("ControlNet", folders, path => Path.Exists(path) && FromString(path) is var found ? (found, found.ContentHash!) : null);

    /// <summary>The same where a model's own component is told from one that lies elsewhere.</summary>
    internal ControlNetSource On(ModelFolder folder) => Own(folder) is { } own ? Named(own.Name) : this;

    /// <summary>The component of the model, or the one elsewhere.</summary>
    /// <exception cref="ScumbleException">There is none, or it is damaged.</exception>
    internal ModelComponent Open(ModelFolder folder)
    {
        if (Own(folder) is { } own) return own;
        if (_path is not null && Path.Exists(_path)) return ModelComponent.Open(_path, _path);
        var known = folder.OwnControlNets;
        throw new InvalidRequestException("controls",
            $"There is no ControlNet '{_path ?? Name}': {(_path is null ? "it is only named, not where it lies" : "no file or folder is there")}, and the model has {(known.Count > 0 ? string.Join(", ", known) : "none of its own")}.",
            "Name one of the model's, or the path of a ControlNet's folder or graph.");
    }

    // By its name, or by what stands behind "controlnet_". What is known by content is never one.
    private ModelComponent? Own(ModelFolder folder)
    {
        var name = _path ?? (ContentHash is null ? Name : "");
        return folder.Components.TryGetValue(name, out var own) || folder.Components.TryGetValue($"controlnet_{name}", out own) ? own : null;
    }

    internal sealed class Converter : JsonConverter<ControlNetSource>
    {
        public override ControlNetSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var named = (reader.TokenType == JsonTokenType.String ? new InputName(reader.GetString())
                : JsonSerializer.Deserialize(ref reader, TextureRequestJson.Default.InputName)!).Require();
            return new ControlNetSource(named.Name!, null, new(named.Sha256));
        }

        public override void Write(Utf8JsonWriter writer, ControlNetSource value, JsonSerializerOptions options)
        {
            if (value.ContentHash is null) writer.WriteStringValue(value.Name);
            else JsonSerializer.Serialize(writer, new InputName(value.Name, value.ContentHash), TextureRequestJson.Default.InputName);
        }
    }
}
