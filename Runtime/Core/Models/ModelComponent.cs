using System.Text.Json;

namespace Scumble.Models;

/// <summary>One component that model_index.json names: a folder with a graph, a vocabulary or a configuration.</summary>
public sealed class ModelComponent
{
    internal ModelComponent(string name, string library, string className, string path, JsonElement? config)
    {
        Name = name;
        Library = library;
        ClassName = className;
        Path = path;
        Config = config;
    }

    /// <summary>The component's name and folder: "unet", "vae_decoder".</summary>
    public string Name { get; }

    /// <summary>The library that model_index.json names for it.</summary>
    public string Library { get; }

    /// <summary>The class that model_index.json names for it.</summary>
    public string ClassName { get; }

    /// <summary>The component's folder, a full path.</summary>
    public string Path { get; }

    /// <summary>Its configuration (config.json, tokenizer_config.json or scheduler_config.json), or null where it has none.</summary>
    public JsonElement? Config { get; }

    /// <summary>The graph's path; see <see cref="HasGraph"/>.</summary>
    public string GraphPath => System.IO.Path.Combine(Path, "model.onnx");

    /// <summary>Whether the component has a graph.</summary>
    public bool HasGraph => File.Exists(GraphPath);
}
