using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Shell;

/// <summary>
/// The models of a program's graphs, each opened when a graph first asks for it: the usual one, and the folders of one more folder by their
/// names. A name is a name and never a path. Owns the pipelines, not the backend.
/// </summary>
/// <param name="backend">What they run on.</param>
/// <param name="usual">Opens the folder of the usual model.</param>
/// <param name="options">Memory and refiner of the usual model.</param>
/// <param name="others">The folder whose folders are models too, or null.</param>
internal sealed class GraphModels(IInferenceBackend backend, Func<ModelFolder> usual, PipelineOptions options, string? others = null) : IGraphModels, IDisposable
{
    private readonly Dictionary<string, TexturePipeline> _opened = [];

    /// <inheritdoc/>
    public async Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_opened.TryGetValue(name, out var pipeline)) return pipeline;
        return _opened[name] = name.Length == 0
            ? await TexturePipeline.OpenAsync(usual(), backend, options, cancellation)
            : await TexturePipeline.OpenAsync(Other(name), backend, new() { MemoryBudgetInBytes = options.MemoryBudgetInBytes }, cancellation);
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        foreach (var pipeline in _opened.Values) pipeline.Dispose();
        _opened.Clear();
    }

    private ModelFolder Other(string name)
    {
        if (others is null) throw new ScumbleException($"The graph asks for the model '{name}', and only the usual one is here.", "Say in which folder the models are with --models DIR.");
        var names = Directory.Exists(others) ? Directory.GetDirectories(others).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray() : [];
        return names.Contains(name) ? ModelFolder.Open(Path.Combine(others, name))
            : throw new ScumbleException($"There is no model '{name}' in {others}.", names.Length > 0 ? $"There is {string.Join(", ", names)}." : "Put its folder there.");
    }
}
