using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>The models that can run. Opening and closing is for the queue alone, the rest for any thread.</summary>
internal sealed class ModelShelf : IGraphModels, IDisposable
{
    private readonly StudioOptions _options;
    private readonly Lazy<OnnxBackend> _backend;
    private readonly Lazy<IReadOnlyList<ModelCard>> _cards;
    private readonly Dictionary<string, string> _paths = [];
    private readonly Dictionary<string, TexturePipeline> _open = [];
    private string? _last;

    /// <param name="options">The model that stands first, and the device.</param>
    public ModelShelf(StudioOptions options)
    {
        _options = options;
        _backend = new(() => OnnxBackend.Create(options.Device));
        _cards = new(() => [.. _paths.Select(entry => CardOf(entry.Key, entry.Value))]);
        foreach (var path in InstalledModels.All.Prepend(options.Model.Path).Select(Path.GetFullPath).Distinct())
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            var id = name;
            for (var i = 2; _paths.ContainsKey(id); i++) id = $"{name}-{i}";
            _paths.Add(id, path);
            Default ??= id;
        }
    }

    /// <summary>The id of the model that is used where nothing names one.</summary>
    public string Default { get; } = null!;

    /// <summary>What there is to know of each, the default first. Looked at once.</summary>
    public IReadOnlyList<ModelCard> All => _cards.Value;

    /// <summary>What runs them.</summary>
    /// <exception cref="ScumbleException">The device does not work.</exception>
    public IInferenceBackend Backend => _backend.Value;

    /// <summary>The id itself, once it is known to be one.</summary>
    /// <param name="id">A model's id; null for the default.</param>
    /// <exception cref="InvalidRequestException">There is none of this id.</exception>
    public string Require(string? id)
    {
        if (id is null) return Default;
        if (_paths.ContainsKey(id)) return id;
        throw new InvalidRequestException("model", $"There is no model '{id}'.", NearestName.Find(id, _paths.Keys) is { } nearest ? $"Did you mean '{nearest}'?" : $"Models: {string.Join(", ", _paths.Keys)}.");
    }

    /// <summary>A model ready to run; it stays open until <see cref="CloseOthers"/>.</summary>
    /// <param name="name">Its id; empty for the default, as in graphs.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="ScumbleException">There is none of this id, it is damaged, or there is not enough memory.</exception>
    public async Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation)
    {
        var id = _last = Require(name.Length == 0 ? null : name);
        if (_open.TryGetValue(id, out var open)) return open;
        var isDefault = id == Default;
        var folder = isDefault ? _options.Model : ModelFolder.Open(_paths[id]);
        var pipeline = await TexturePipeline.OpenAsync(folder, Backend, isDefault ? _options.Pipeline : new() { MemoryBudgetInBytes = _options.Pipeline.MemoryBudgetInBytes }, cancellation);
        _open.Add(id, pipeline);
        return pipeline;
    }

    /// <summary>Closes all models but one.</summary>
    /// <param name="but">Its id; null for the one that was opened last.</param>
    public void CloseOthers(string? but = null)
    {
        foreach (var (id, pipeline) in _open.Where(entry => entry.Key != (but ?? _last)).ToArray())
        {
            pipeline.Dispose();
            _open.Remove(id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pipeline in _open.Values) pipeline.Dispose();
        if (_backend.IsValueCreated) _backend.Value.Dispose();
    }

    private ModelCard CardOf(string id, string path)
    {
        try
        {
            var folder = id == Default ? _options.Model : ModelFolder.Open(path);
            return ModelCard.Of(id, ModelReport.Of(folder)) with { ControlNets = folder.OwnControlNets };
        }
        catch (ScumbleException e)
        {
            return new ModelCard { Id = id, Problems = [RunFault.Of(e)] };
        }
    }
}
