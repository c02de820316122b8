using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Models;

/// <summary>
/// A model on disk, in any layout that <c>ModelLayout</c> knows: a folder with one folder per component. Reading it opens no graph.
/// Immutable and safe for any thread.
/// </summary>
public sealed class ModelFolder
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private readonly Lazy<string> _contentHash;

    private ModelFolder(string path, string? variant, JsonElement index, IReadOnlyDictionary<string, ModelComponent> components, IReadOnlyList<string> missing)
    {
        (Path, Variant, Index, Components, Missing) = (path, variant, index, components, missing);
        ClassName = index.TryGetProperty("_class_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        _contentHash = new Lazy<string>(() => Models.ContentHash.Of(Path, [.. Components.Values.Select(component => component.Path)], Variant));
    }

    /// <summary>The folder, a full path.</summary>
    public string Path { get; }

    /// <summary>The folder's own name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Which of several graphs of a component is taken ("fp16" for model_fp16.onnx); null for model.onnx.</summary>
    public string? Variant { get; }

    /// <summary>The pipeline class that model_index.json names, or empty.</summary>
    public string ClassName { get; }

    /// <summary>The whole of model_index.json, or an empty object where the layout has none.</summary>
    public JsonElement Index { get; }

    /// <summary>The components by name.</summary>
    public IReadOnlyDictionary<string, ModelComponent> Components { get; }

    /// <summary>Components that model_index.json names and that are not there; a model may do without some of them.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>
    /// SHA-256 over the names and contents of every file that the model reads, and the variant, in lower-case hexadecimal. Computed on first
    /// use and remembered for the process until a file's size or time changes.
    /// </summary>
    /// <exception cref="ScumbleException">A file cannot be read.</exception>
    public string ContentHash => _contentHash.Value;

    /// <summary>Reads a model folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="variant">Which of several graphs to take: NAME for model_NAME.onnx. Components without it keep their model.onnx, or their only graph.</param>
    /// <exception cref="ScumbleException">The folder is missing or holds no model or no such variant, or a JSON file is damaged.</exception>
    public static ModelFolder Open(string path, string? variant = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (variant is not null) ArgumentException.ThrowIfNullOrWhiteSpace(variant);
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(full))
            throw new ScumbleException(
                File.Exists(full) ? $"A model is a folder; '{full}' is a file." : $"There is no model folder '{full}'.",
                System.IO.Path.GetExtension(full) is ".safetensors" or ".ckpt" or ".pt" or ".bin"
                    ? "It holds PyTorch weights: export the model to ONNX first (Documentation~/models.md), and name the folder."
                    : $"Name a folder that holds {ModelLayout.IndexName}.");
        var indexPath = System.IO.Path.Combine(full, ModelLayout.IndexName);
        JsonElement? index = File.Exists(indexPath) ? JsonFile.ReadObject(indexPath) : null;
        try
        {
            var components = ModelLayout.Read(full, index, variant, out var missing);
            return new ModelFolder(full, variant, index ?? Nothing, components, missing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(full, e);
        }
    }

    /// <summary>The same model with some components replaced by, or added from, elsewhere.</summary>
    public ModelFolder With(params IEnumerable<ModelComponent> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var components = new SortedDictionary<string, ModelComponent>(Components.ToDictionary(), StringComparer.Ordinal);
        foreach (var other in others) components[other.Name] = other;
        return new ModelFolder(Path, Variant, Index, components, [.. Missing.Where(name => !components.ContainsKey(name))]);
    }

    /// <summary>The same model without some components.</summary>
    public ModelFolder Without(params IReadOnlyList<string> names) =>
        new(Path, Variant, Index, Components.Where(pair => !names.Contains(pair.Key)).ToDictionary(), Missing);

    /// <summary>Whether a component is there.</summary>
    public bool Has(string name) => Components.ContainsKey(name);

    /// <summary>Whether a component is there and its graph takes an input of this name.</summary>
    /// <exception cref="ScumbleException">The graph is damaged.</exception>
    public bool HasInput(string name, string input) => Components.TryGetValue(name, out var component) && component.HasGraph && component.Header.HasInput(input);

    /// <summary>Names of the components that are ControlNets.</summary>
    /// <exception cref="ScumbleException">A graph is damaged.</exception>
    public IReadOnlyList<string> OwnControlNets =>
        [.. Components.Values.Where(component => component.HasGraph && component.Header.HasInput("controlnet_cond")).Select(component => component.Name)];

    /// <summary>A component that must be there.</summary>
    /// <exception cref="ScumbleException">It is not.</exception>
    public ModelComponent Require(string name) =>
        Components.TryGetValue(name, out var component)
            ? component
            : throw new ScumbleException($"The model has no component '{name}': there is no folder '{System.IO.Path.Combine(Path, name)}'; found {string.Join(", ", Components.Keys)}.",
                "Copy the model folder again from where it came, as a whole, or export the component too.");

    /// <summary>The path of the graph of a component that must have one.</summary>
    /// <exception cref="ScumbleException">The component or its graph is missing.</exception>
    public string RequireGraph(string name)
    {
        var component = Require(name);
        return component.HasGraph ? component.GraphPath : throw component.WithoutGraph();
    }
}
