using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>The opened graphs of one model, by component. Owns them.</summary>
public sealed class ModelSessions : IDisposable
{
    private readonly IReadOnlyDictionary<string, IInferenceSession> _sessions;

    private ModelSessions(IReadOnlyDictionary<string, IInferenceSession> sessions) => _sessions = sessions;

    /// <summary>The session of a component that was opened.</summary>
    public IInferenceSession this[string component] => _sessions[component];

    /// <summary>Opens the graphs of some components, all at once. If one fails, or on cancellation, the others are closed.</summary>
    /// <exception cref="ScumbleException">A graph is missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ModelSessions> OpenAsync(
        ModelFolder folder, IInferenceBackend backend, IReadOnlyList<string> components, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(components);
        var paths = components.Select(folder.RequireGraph).ToArray();
        var tasks = paths.Select(path => Task.Run(() => backend.Open(path), cancellation)).ToArray();
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
        catch
        {
            foreach (var task in tasks.Where(task => task.IsCompletedSuccessfully)) task.Result.Dispose();
            throw;
        }
        return new ModelSessions(components.Zip(tasks).ToDictionary(pair => pair.First, pair => pair.Second.Result));
    }

    /// <summary>Closes the graphs.</summary>
    public void Dispose()
    {
        foreach (var session in _sessions.Values) session.Dispose();
    }
}
