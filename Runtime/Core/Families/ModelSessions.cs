using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>
/// The graphs of one model as sessions. Where they do not fit into a memory budget together, each is opened when it is needed, and those that nothing is
/// bound to are closed before. Of one file's graph, as it is and rewritten, one is open at a time unless both are bound. Owns the sessions. One thread after opening.
/// </summary>
public sealed class ModelSessions : IDisposable
{
    // The rest of a budget is for what runs need besides weights: a third of the U-Net's weights for Stable Diffusion 1.5 at 512x512, as measured.
    private const double ShareOfWeights = 0.75;

    private readonly IInferenceBackend _backend;
    private readonly Dictionary<GraphSource, ComponentSession> _bySource = [];

    private ModelSessions(ModelFolder folder, IInferenceBackend backend, long? budgetInBytes) => (Folder, _backend, BudgetInBytes) = (folder, backend, budgetInBytes);

    /// <summary>The model.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The memory for the open graphs' weights and what their runs need, or null for no limit. Several graphs are open at once only if
    /// their weights leave a quarter of it.</summary>
    public long? BudgetInBytes { get; }

    /// <summary>Whether the graphs do not fit into the budget together, so that whoever is done with one should release it.</summary>
    public bool IsTight => BudgetInBytes is { } budget && _bySource.Values.DistinctBy(session => session.ModelPath).Sum(session => session.WeightsInBytes) > budget * ShareOfWeights;

    /// <summary>Ends the running graph, for all bindings of these sessions; set for the time of a generation.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The session of a component of the model.</summary>
    /// <exception cref="ScumbleException">The component is missing, or its graph cannot be opened.</exception>
    public IInferenceSession this[string component] => Of(Folder.Require(component));

    /// <summary>Checks the graphs of some components, and opens them all at once if they fit into the budget together.</summary>
    /// <exception cref="ScumbleException">A graph is missing or damaged, or larger than the budget alone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing stays open.</exception>
    public static async Task<ModelSessions> OpenAsync(
        ModelFolder folder, IInferenceBackend backend, IReadOnlyList<string> components, long? budgetInBytes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(components);
        var sessions = new ModelSessions(folder, backend, budgetInBytes);
        try
        {
            foreach (var name in components)
            {
                folder.RequireGraph(name);
                sessions.Of(folder.Require(name));
            }
            if (!sessions.IsTight)
                await Task.WhenAll(sessions._bySource.Values.Select(session => Task.Run(session.Open, cancellation))).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return sessions;
        }
        catch
        {
            sessions.Dispose();
            throw;
        }
    }

    /// <summary>The session of a component of this model or from elsewhere; checked here, opened with its first binding.</summary>
    /// <param name="component">The component.</param>
    /// <param name="rewrites">What is changed in its graph.</param>
    /// <exception cref="ScumbleException">The graph is missing or damaged, or larger than the budget alone.</exception>
    public IInferenceSession Of(ModelComponent component, params IReadOnlyList<Rewrite> rewrites)
    {
        ArgumentNullException.ThrowIfNull(component);
        var source = component.Source(rewrites);
        if (_bySource.TryGetValue(source, out var known)) return known;
        GraphCheck.Require(component.Header);
        if (component.Header.WeightsInBytes > BudgetInBytes)
            throw new ScumbleException($"'{component.GraphPath}' alone takes {Size(component.Header.WeightsInBytes)}; the memory budget is {Size(BudgetInBytes.Value)}.",
                "Allow more memory, or use a smaller model.");
        var session = new ComponentSession(this, source, component.Header);
        _bySource.Add(source, session);
        return session;
    }

    /// <summary>Closes the graphs.</summary>
    public void Dispose()
    {
        foreach (var session in _bySource.Values) session.Close();
    }

    /// <summary>Opens a graph.</summary>
    internal IInferenceSession OpenGraph(GraphSource source) => _backend.Open(source);

    /// <summary>Closes what nothing is bound to, before a graph is opened: all where they do not fit together, else the same file's other graphs.</summary>
    internal void MakeRoom(GraphSource source)
    {
        var isTight = IsTight;
        foreach (var session in _bySource.Values)
            if (session.BindingCount == 0 && (isTight || session.ModelPath == source.Path)) session.Close();
    }

    private static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e3:0.0} KB"),
    };
}
