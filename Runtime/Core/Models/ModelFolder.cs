using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>
/// A model on disk: a folder with model_index.json and one folder per component. Reading it opens no graph.
/// Immutable and safe for any thread.
/// </summary>
public sealed class ModelFolder
{
    private const string IndexName = "model_index.json";

    private static readonly string[] ConfigNames = ["config.json", "tokenizer_config.json", "scheduler_config.json"];

    private readonly Lazy<string> _contentHash;

    private ModelFolder(string path, JsonElement index, IReadOnlyDictionary<string, ModelComponent> components)
    {
        Path = path;
        Index = index;
        Components = components;
        ClassName = index.TryGetProperty("_class_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        _contentHash = new Lazy<string>(() => Models.ContentHash.Of(Path));
    }

    /// <summary>The folder, a full path.</summary>
    public string Path { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The pipeline class that model_index.json names, or empty.</summary>
    public string ClassName { get; }

    /// <summary>The whole of model_index.json.</summary>
    public JsonElement Index { get; }

    /// <summary>The components by name; those that the index sets to null are left out.</summary>
    public IReadOnlyDictionary<string, ModelComponent> Components { get; }

    /// <summary>
    /// SHA-256 over the names and contents of every file that the model reads, in lower-case hexadecimal. Computed on first
    /// use and remembered for the process until a file's size or time changes.
    /// </summary>
    /// <exception cref="ScumbleException">A file cannot be read.</exception>
    public string ContentHash => _contentHash.Value;

    /// <summary>Reads a model folder.</summary>
    /// <exception cref="ScumbleException">The folder or a component is missing, or a JSON file is damaged.</exception>
    public static ModelFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(full))
            throw new ScumbleException(
                File.Exists(full) ? $"A model is a folder; '{full}' is a file." : $"There is no model folder '{full}'.",
                $"Name a folder that holds {IndexName}.");
        var indexPath = System.IO.Path.Combine(full, IndexName);
        if (!File.Exists(indexPath))
            throw new ScumbleException($"'{full}' is no model folder: it holds no {IndexName}.",
                "Name the folder that was exported as a whole, not one of its components.");
        var index = JsonFile.ReadObject(indexPath);
        return new ModelFolder(full, index, ReadComponents(full, indexPath, index));
    }

    /// <summary>A component that must be there.</summary>
    /// <exception cref="ScumbleException">The index names no such component.</exception>
    public ModelComponent Require(string name) =>
        Components.TryGetValue(name, out var component)
            ? component
            : throw new ScumbleException($"The model '{Path}' has no component '{name}'; found {string.Join(", ", Components.Keys)}.",
                $"Add \"{name}\" to {IndexName} and its folder, or choose another model.");

    /// <summary>The path of the graph of a component that must have one.</summary>
    /// <exception cref="ScumbleException">The component or its model.onnx is missing.</exception>
    public string RequireGraph(string name)
    {
        var component = Require(name);
        if (component.HasGraph) return component.GraphPath;
        throw new ScumbleException($"The component '{name}' has no graph: '{component.GraphPath}' is missing.",
            "Copy the model folder again from where it came.");
    }

    private static SortedDictionary<string, ModelComponent> ReadComponents(string root, string indexPath, JsonElement index)
    {
        var components = new SortedDictionary<string, ModelComponent>(StringComparer.Ordinal);
        foreach (var member in index.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array || member.Value.GetArrayLength() != 2) continue;
            var (library, className) = (member.Value[0], member.Value[1]);
            if (library.ValueKind == JsonValueKind.Null || className.ValueKind == JsonValueKind.Null) continue;
            if (library.ValueKind != JsonValueKind.String || className.ValueKind != JsonValueKind.String) continue;
            if (member.Name is "." or ".." || member.Name.AsSpan().ContainsAny('/', '\\', '\0') || System.IO.Path.IsPathRooted(member.Name))
                throw JsonFile.Damaged(indexPath, $"'{member.Name}' is no component name");
            components[member.Name] = ReadComponent(root, member.Name, library.GetString()!, className.GetString()!);
        }
        if (components.Count == 0) throw JsonFile.Damaged(indexPath, "it names no component as [\"library\", \"Class\"]");
        return components;
    }

    private static ModelComponent ReadComponent(string root, string name, string library, string className)
    {
        var path = System.IO.Path.Combine(root, name);
        if (!Directory.Exists(path))
            throw new ScumbleException($"The component '{name}' is missing: there is no folder '{path}'.",
                "Copy the model folder again from where it came.");
        var config = ConfigNames
            .Select(file => System.IO.Path.Combine(path, file)).FirstOrDefault(File.Exists);
        return new ModelComponent(name, library, className, path, config is null ? null : JsonFile.ReadObject(config));
    }
}
