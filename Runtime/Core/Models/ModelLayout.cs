using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Models;

/// <summary>
/// Where exporters put a model's components. Optimum and the older diffusers script write model_index.json and a folder for each; Olive for
/// OnnxStack writes the folders alone; the CUDA demo of ONNX Runtime writes engine folders with names of its own.
/// </summary>
internal static class ModelLayout
{
    public const string IndexName = "model_index.json";

    private const string EngineMark = ".ort_cuda";

    private static readonly Dictionary<string, string> EngineNames = new()
    {
        ["clip"] = "text_encoder",
        ["clip2"] = "text_encoder_2",
        ["unet"] = "unet",
        ["unetxl"] = "unet",
        ["unetxl_canny"] = "unet",
        ["vae"] = "vae_decoder",
    };

    /// <summary>The components of a model folder.</summary>
    /// <param name="root">The folder, a full path.</param>
    /// <param name="index">model_index.json, or null where there is none.</param>
    /// <param name="variant">Which of several graphs of a component to take; null for model.onnx.</param>
    /// <param name="missing">Components that the index names and no folder holds.</param>
    /// <exception cref="ScumbleException">A configuration is damaged, or there is no component.</exception>
    public static SortedDictionary<string, ModelComponent> Read(string root, JsonElement? index, string? variant, out IReadOnlyList<string> missing)
    {
        var indexPath = Path.Combine(root, IndexName);
        var classes = index is { } json ? Classes(json, indexPath) : [];
        var components = new SortedDictionary<string, ModelComponent>(StringComparer.Ordinal);
        foreach (var (name, folder) in Folders(root, classes.Keys))
        {
            var (library, className) = classes.GetValueOrDefault(name, classes.GetValueOrDefault(name.StartsWith("vae_", StringComparison.Ordinal) ? "vae" : name, ("", "")));
            components[name] = ModelComponent.Open(name, library, className, folder, variant);
        }
        missing = [.. classes.Keys.Where(name => !components.Keys.Any(found => found == name || found.StartsWith($"{name}_", StringComparison.Ordinal)))];
        if (index is not null && classes.Count == 0) throw DamagedFile.Because(indexPath, "it names no component as [\"library\", \"Class\"]");
        if (variant is not null) RequireVariant(root, variant, components.Values);
        var folders = components.Values.Where(component => !component.IsTokenizer).ToArray();
        var hasGraphs = folders.Any(component => ModelComponent.HasGraphs(component.Path));
        if (!hasGraphs
            && folders.Select(component => component.Path).Append(root).Select(ModelComponent.UnexportedWeights).OfType<string>().FirstOrDefault() is { } weights)
            throw ModelComponent.Unexported($"The model '{root}'", weights);
        if (index is null && !hasGraphs)
            throw new ScumbleException($"'{root}' is no model folder: it holds no {IndexName} and no folder with a graph (unet, transformer, vae_decoder...).",
                "Name the folder that was exported as a whole, not one of its components.");
        return components;
    }

    private static void RequireVariant(string root, string variant, IEnumerable<ModelComponent> components)
    {
        var known = components.Where(component => !component.IsTokenizer).SelectMany(component => ModelComponent.GraphsOf(component.Path).Keys).Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (known.Contains(variant, StringComparer.OrdinalIgnoreCase)) return;
        throw new ScumbleException($"No component of '{root}' has a graph of the variant '{variant}' (model_{variant}.onnx).",
            known.Length == 0 ? "Leave the variant out: each component has one graph." : $"There are: {string.Join(", ", known)}.");
    }

    private static IEnumerable<(string Name, string Folder)> Folders(string root, IReadOnlyCollection<string> named)
    {
        var engine = Path.Combine(root, "engine");
        var engines = Directory.GetDirectories(Directory.Exists(engine) ? engine : root, $"*{EngineMark}*").Order(StringComparer.Ordinal)
            .Select(folder => (Name: EngineNames.GetValueOrDefault(Path.GetFileName(folder)[..Path.GetFileName(folder).IndexOf(EngineMark, StringComparison.Ordinal)], ""), folder))
            .Where(pair => pair.Name.Length > 0);
        return Directory.GetDirectories(root).Order(StringComparer.Ordinal)
            .Where(folder => !Path.GetFileName(folder).Contains(EngineMark, StringComparison.Ordinal) && (ModelComponent.IsComponent(folder) || named.Contains(Path.GetFileName(folder))))
            .Select(folder => (Path.GetFileName(folder), folder)).Concat(engines);
    }

    // "unet": ["library", "Class"], or a list of such pairs: "controlnet" becomes controlnet, controlnet_1...
    private static Dictionary<string, (string Library, string ClassName)> Classes(JsonElement index, string indexPath)
    {
        var classes = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var member in index.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Array) continue;
            var pairs = member.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Array) ? member.Value.EnumerateArray().ToArray() : [member.Value];
            for (var i = 0; i < pairs.Length; i++)
            {
                if (pairs[i].EnumerateArray().ToArray() is not [{ ValueKind: JsonValueKind.String } library, { ValueKind: JsonValueKind.String } className]) continue;
                if (member.Name is "." or ".." || member.Name.AsSpan().ContainsAny('/', '\\', '\0') || Path.IsPathRooted(member.Name))
                    throw DamagedFile.Because(indexPath, $"'{member.Name}' is no component name");
                classes[i == 0 ? member.Name : $"{member.Name}_{i}"] = (library.GetString()!, className.GetString()!);
            }
        }
        return classes;
    }
}
