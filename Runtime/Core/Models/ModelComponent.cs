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

    /// <summary>Whether the component has a graph.</summary>
    public bool HasGraph => File.Exists(GraphPath);

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
        return Open(name, "", "", full);
    }

    /// <summary>A component that is nothing but a configuration.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="folder">The folder where its file would be, for messages.</param>
    /// <param name="config">The configuration.</param>
    public static ModelComponent OfConfig(string name, string folder, JsonElement config) =>
        new(name, "", "", folder, System.IO.Path.Combine(folder, GraphName), config);

    /// <summary>The same component under another configuration.</summary>
    public ModelComponent WithConfig(JsonElement config) => new(Name, Library, ClassName, Path, GraphPath, config);

    /// <summary>The typed members of the configuration, or of an empty one.</summary>
    public ConfigValues Values() => new(Config ?? JsonDocument.Parse("{}").RootElement, ConfigPath);

    internal static ModelComponent Open(string name, string library, string className, string folder) =>
        new(name, library, className, folder, FindGraph(folder), Read(folder));

    /// <summary>Whether a folder holds anything that a component is made of.</summary>
    internal static bool IsComponent(string folder) =>
        ConfigNames.Concat(VocabularyNames).Any(file => File.Exists(System.IO.Path.Combine(folder, file))) || Directory.EnumerateFiles(folder, "*.onnx").Any();

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
    private static string FindGraph(string folder)
    {
        var named = System.IO.Path.Combine(folder, GraphName);
        return File.Exists(named) || Directory.GetFiles(folder, "*.onnx") is not [var only] ? named : only;
    }

    private static JsonElement? Read(string folder)
    {
        var config = ConfigNames.Select(file => System.IO.Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return config is null ? null : JsonFile.ReadObject(config);
    }
}
