using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Graphs;

namespace Scumble.Models;

/// <summary>One component of a model: a folder with a graph, a vocabulary or a configuration. Immutable and safe for any thread.</summary>
public sealed class ModelComponent
{
    private const string GraphName = "model.onnx";

    private static readonly string[] ConfigNames = ["config.json", "tokenizer_config.json", "scheduler_config.json"];

    private static readonly string[] VocabularyNames = ["vocab.txt", "vocab.json", "spiece.model", "tokenizer.json"];

    private static readonly string[] WeightPatterns = ["*.safetensors", "*.bin", "*.pt", "*.pth", "*.ckpt", "*.msgpack"];

    private readonly Lazy<OnnxHeader> _header;

    private ModelComponent(string name, string library, string className, string path, string graphPath, JsonElement? config)
    {
        (Name, Library, ClassName, Path, GraphPath, Config) = (name, library, className, path, graphPath, config);
        _header = new Lazy<OnnxHeader>(() => OnnxHeader.Read(GraphPath));
    }

    /// <summary>The component's name: "unet", "vae_decoder".</summary>
    public string Name { get; }

    /// <summary>The library that model_index.json names for it, or empty.</summary>
    public string Library { get; }

    /// <summary>The class that model_index.json names for it, or empty.</summary>
    public string ClassName { get; }

    /// <summary>The component's folder, a full path.</summary>
    public string Path { get; }

    /// <summary>Its configuration (config.json, tokenizer_config.json or scheduler_config.json), or null where it has none.</summary>
    public JsonElement? Config { get; }

    /// <summary>The graph's path; see <see cref="HasGraph"/>.</summary>
    public string GraphPath { get; }

    /// <summary>Whether the component has a graph. One in the folder of a tokenizer is code for its strings, and no network.</summary>
    public bool HasGraph => !IsTokenizer && File.Exists(GraphPath);

    /// <summary>Whether the component is a tokenizer.</summary>
    public bool IsTokenizer => Name.StartsWith("tokenizer", StringComparison.Ordinal);

    /// <summary>The size of all files in its folder; what cannot be read counts nothing.</summary>
    public long SizeInBytes
    {
        get
        {
            var sum = 0L;
            try
            {
                foreach (var file in RegularFile.Below(Path)) sum += SizeOf(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return sum;
            }
            return sum;
        }
    }

    /// <summary>The graph as a value.</summary>
    /// <param name="rewrites">What is changed in it.</param>
    public GraphSource Source(params IReadOnlyList<Rewrite> rewrites) => new(GraphPath, rewrites);

    /// <summary>What the graph says of itself; read at first use.</summary>
    /// <exception cref="ScumbleException">The graph is missing or damaged.</exception>
    public OnnxHeader Header => _header.Value;

    /// <summary>Where configuration is, or should be, for messages.</summary>
    public string ConfigPath => System.IO.Path.Combine(Path, ConfigNames.FirstOrDefault(file => File.Exists(System.IO.Path.Combine(Path, file))) ?? ConfigNames[0]);

    /// <summary>A component that lies anywhere: a folder with a graph, or the graph itself.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="path">The folder or the .onnx file.</param>
    /// <exception cref="ScumbleException">There is neither, or its configuration is damaged.</exception>
    public static ModelComponent Open(string name, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full)) return new ModelComponent(name, "", "", System.IO.Path.GetDirectoryName(full)!, full, Read(System.IO.Path.GetDirectoryName(full)!));
        if (!Directory.Exists(full))
            throw new ScumbleException($"The component '{name}' is missing: there is no folder '{full}'.", $"Name a folder that holds {GraphName}.");
        return Open(name, "", "", full, variant: null);
    }

    /// <summary>A component that is nothing but a configuration.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="folder">The folder where its file would be, for messages.</param>
    /// <param name="config">The configuration.</param>
    public static ModelComponent OfConfig(string name, string folder, JsonElement config) =>
        new(name, "", "", folder, System.IO.Path.Combine(folder, GraphName), config);

    /// <summary>The typed members of the configuration, or of an empty one.</summary>
    public ConfigValues Values() => new(Config ?? JsonDocument.Parse("{}").RootElement, ConfigPath);

    internal static ModelComponent Open(string name, string library, string className, string folder, string? variant) =>
        new(name, library, className, folder, FindGraph(folder, variant), Read(folder));

    /// <summary>The graphs of a folder by variant; the one that is taken where none is named has the empty name.</summary>
    internal static IReadOnlyDictionary<string, string> GraphsOf(string folder) => Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal)
        .DistinctBy(VariantOf, StringComparer.OrdinalIgnoreCase).ToDictionary(VariantOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>A file of a folder that holds PyTorch's or another framework's weights, or null.</summary>
    internal static string? UnexportedWeights(string folder) =>
        WeightPatterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Why the component has no graph, and what to do.</summary>
    internal ScumbleException WithoutGraph() =>
        GraphsOf(Path) is { Count: > 1 } several && !IsTokenizer
            ? new($"The component '{Name}' has no {GraphName} but several graphs: {string.Join(", ", several.Values.Select(System.IO.Path.GetFileName))}.",
                $"Choose one for all components, for example --variant {several.Keys.First()}.")
        : UnexportedWeights(Path) is { } weights ? Unexported($"The component '{Name}'", weights)
        : new($"The component '{Name}' has no graph: '{GraphPath}' is missing.", DamagedFile.Hint);

    /// <summary>The error for weights without a graph.</summary>
    internal static ScumbleException Unexported(string what, string weights) => new(
        $"{what} was not exported: '{weights}' holds PyTorch weights, and there is no graph (*.onnx).",
        "Export the model to ONNX first: optimum-cli export onnx --model DIR OUT (Documentation~/models.md).");

    /// <summary>Checks that a tokenizer's folder holds a vocabulary.</summary>
    /// <exception cref="ScumbleException">It holds none.</exception>
    internal void RequireVocabulary()
    {
        if (VocabularyNames.Any(file => File.Exists(System.IO.Path.Combine(Path, file)))) return;
        throw new ScumbleException($"The tokenizer '{Path}' has no vocabulary: none of {string.Join(", ", VocabularyNames)} is there.",
            "Copy vocab.json and merges.txt, or tokenizer.json, from the model that it was exported from.");
    }

    /// <summary>Whether a folder holds anything that a component is made of.</summary>
    internal static bool IsComponent(string folder) =>
        ConfigNames.Concat(VocabularyNames).Any(file => File.Exists(System.IO.Path.Combine(folder, file))) || HasGraphs(folder);

    /// <summary>Whether a folder holds any graph.</summary>
    internal static bool HasGraphs(string folder) => Directory.EnumerateFiles(folder, "*.onnx").Any();

    private static long SizeOf(string file)
    {
        try
        {
            return RegularFile.LengthOf(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // Some exporters name the only graph of a folder after its precision.
    private static string FindGraph(string folder, string? variant)
    {
        var graphs = GraphsOf(folder);
        return variant is not null && graphs.TryGetValue(variant, out var chosen) ? chosen
            : graphs.Count == 1 ? graphs.Values.First()
            : System.IO.Path.Combine(folder, GraphName);
    }

    // model_fp16.onnx, model.fp16.onnx, fp16.onnx.
    private static string VariantOf(string graph)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(graph);
        return (name.StartsWith("model", StringComparison.OrdinalIgnoreCase) ? name["model".Length..] : name).TrimStart('_', '.', '-');
    }

    private static JsonElement? Read(string folder)
    {
        var config = ConfigNames.Select(file => System.IO.Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return config is null ? null : JsonFile.ReadObject(config);
    }
}
