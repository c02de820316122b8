using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>The models: opened when first needed, closed, least recently used first, where others need the room. One thread.</summary>
internal sealed class ModelShelf : IDisposable
{
    // What runs need besides weights takes the rest, as in a model's own budget.
    private const double ShareOfWeights = 0.75;

    private readonly List<(ModelSource Source, ITextureMaker Maker)> _open = []; // the latest stands last
    private readonly HashSet<ModelSource> _held = [];
    private readonly Dictionary<ModelSource, string> _hashes = [];
    private readonly ServiceOptions _options;
    private readonly Func<ModelSource, ITextureMaker> _opener;

    /// <param name="options">Which models, and how much memory.</param>
    /// <param name="opener">Opens a model.</param>
    public ModelShelf(ServiceOptions options, Func<ModelSource, ITextureMaker> opener) => (_options, _opener) = (options, opener);

    /// <summary>Models that are open.</summary>
    public int Count => _open.Count;

    /// <summary>Memory of their weights.</summary>
    public long SizeInBytes => _open.Sum(entry => entry.Maker.SizeInBytes);

    /// <summary>What opens pipelines on a backend.</summary>
    public static Func<ModelSource, ITextureMaker> Pipelines(IInferenceBackend backend, ServiceOptions options) =>
        source => PipelineMaker.Open(source, backend, options.ModelBudgetInBytes);

    /// <summary>The content hash of a model with its refiner, or null where a folder of it is not there.</summary>
    /// <exception cref="ScumbleException">The name is unknown, or the folder is damaged.</exception>
    public string? HashOf(string? name)
    {
        if (SourceOf(name, isRequired: false) is not { } source) return null;
        if (_hashes.TryGetValue(source, out var known)) return known;
        if (!source.Exists) return null;
        var hash = new PipelineOptions { Refiner = source.OpenRefiner() }.HashOf(source.OpenFolder());
        _hashes.Add(source, hash);
        return hash;
    }

    /// <summary>Another job begins: what the one before used may be closed.</summary>
    public void Begin() => _held.Clear();

    /// <summary>An open model; stays open until the next job begins.</summary>
    /// <exception cref="ScumbleException">The name is unknown, or the model cannot be opened.</exception>
    public ITextureMaker Get(string? name)
    {
        var source = SourceOf(name, isRequired: true)!;
        _held.Add(source);
        var known = _open.FindIndex(entry => entry.Source == source);
        if (known >= 0)
        {
            var entry = _open[known];
            _open.RemoveAt(known);
            _open.Add(entry);
            return entry.Maker;
        }
        var maker = _opener(source);
        _open.Add((source, maker));
        for (var i = 0; i < _open.Count && SizeInBytes > _options.ModelBudgetInBytes * ShareOfWeights;)
        {
            if (_held.Contains(_open[i].Source)) i++;
            else Close(i);
        }
        return maker;
    }

    /// <summary>Gives back what is not needed right now: other models, and what this one keeps for further requests.</summary>
    public void Shrink()
    {
        while (_open.Count > 1) Close(0);
        foreach (var (_, maker) in _open) maker.ReleaseWorkspaces();
    }

    public void Dispose()
    {
        while (_open.Count > 0) Close(0);
    }

    private void Close(int index)
    {
        _open[index].Maker.Dispose();
        _open.RemoveAt(index);
    }

    private ModelSource? SourceOf(string? name, bool isRequired)
    {
        if (name is not null)
            return _options.Models.TryGetValue(name, out var named) ? named : throw new InvalidRequestException("model", $"There is no model '{name}'.",
                NearestName.Find(name, _options.Models.Keys) is { } nearest ? $"Did you mean '{nearest}'?" : "Name one of the service's models, or none for its own.");
        if (_options.Model is not null) return _options.Model;
        if (isRequired) return InstalledModels.Default;
        try
        {
            return InstalledModels.Default;
        }
        catch (ScumbleException)
        {
            return null;
        }
    }
}
