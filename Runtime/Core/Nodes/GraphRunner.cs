using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>
/// Runs graphs on a device, and keeps what nodes gave, so that only what changed runs again. Any thread may call at any time: runs wait for
/// each other. Pictures, cached and in use, take at most <see cref="BudgetInBytes"/> on the device, 4 bytes a value; a generation's own memory
/// is its pipeline's. Owns neither the device nor the models.
/// </summary>
public sealed class GraphRunner : IDisposable
{
    /// <summary>The budget where none is given: 1 GiB.</summary>
    public const long DefaultBudgetInBytes = 1L << 30;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _disposed;

    /// <param name="images">The verbs of the device: <see cref="CpuImageOps"/>, or a renderer's. While a graph runs they are the runner's.</param>
    /// <param name="models">The models that graphs may name; null where they may name none.</param>
    /// <param name="budgetInBytes">The most that pictures take.</param>
    /// <param name="landing">Brings generations to the device of the verbs, without pictures of their steps; null to bring them through host memory. Not owned.</param>
    public GraphRunner(IImageOps images, IGraphModels? models = null, long budgetInBytes = DefaultBudgetInBytes, IPictureLanding? landing = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budgetInBytes);
        (Images, Models, Landing, Meter) = (images, models, landing, new(budgetInBytes));
        Cache = new(Meter);
    }

    /// <summary>The most that pictures take on the device, in bytes.</summary>
    public long BudgetInBytes => Meter.Budget;

    /// <summary>The most that pictures took at once so far, in bytes.</summary>
    public long PeakBytes => Meter.Peak;

    internal IImageOps Images { get; }

    internal IGraphModels? Models { get; }

    internal IPictureLanding? Landing { get; }

    internal MemoryMeter Meter { get; }

    internal ValueCache Cache { get; }

    /// <summary>
    /// Runs what is wanted of a graph, and what that hangs on, on a pool thread. A node that fails takes only those with it that hang on it; the
    /// result says which. The same graph gives the same bits on one device.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What is wanted, and what the graph may read.</param>
    /// <param name="cancellation">Ends the run between rows, steps and operations.</param>
    /// <exception cref="ArgumentException">A node is wanted that is not there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was finished stays cached.</exception>
    public async Task<GraphResult> RunAsync(TextureGraph graph, GraphRunOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return await InTurn(() => new GraphExecution(this, graph, options ?? new(), cancellation).RunAsync(), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A quick look at what a run would give, told as pictures of its events; what it made stays cached, so that of the next look only what changed runs.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What is wanted, and what a draft is.</param>
    /// <param name="cancellation">Ends it between rows, steps and operations.</param>
    /// <returns>False where the run itself is as quick: nothing ran then.</returns>
    /// <exception cref="ArgumentException">A node is wanted that is not there, or the options say nothing of a draft.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<bool> DraftAsync(TextureGraph graph, GraphRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Draft is null) throw new ArgumentException("The options say nothing of a draft.", nameof(options));
        return await InTurn(() => new GraphExecution(this, graph, options, cancellation).DraftAsync(), cancellation).ConfigureAwait(false);
    }

    /// <summary>The same on the calling thread, for models that open and generate on it too.</summary>
    /// <exception cref="ArgumentException">A node is wanted that is not there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was finished stays cached.</exception>
    public GraphResult Run(TextureGraph graph, GraphRunOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return InTurn(() => new GraphExecution(this, graph, options ?? new(), cancellation).RunAsync(), cancellation, isHere: true).GetAwaiter().GetResult();
    }

    /// <summary>
    /// What a run would give, as one hash, on the calling thread: over kinds, parameters, what flows, size and seams, the content of files and the models' hashes. What does not
    /// change a pixel does not count, names and places among it. No node with pixels runs, and no model opens that knows its hash.
    /// </summary>
    /// <returns>64 hexadecimal digits, the same on every machine.</returns>
    /// <exception cref="ArgumentException">A node is wanted that is not there.</exception>
    /// <exception cref="Diagnostics.ScumbleException">A node cannot run; the message is the first one's.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public string Identify(TextureGraph graph, GraphRunOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return InTurn(() => new GraphExecution(this, graph, options ?? new(), cancellation).IdentifyAsync(), cancellation, isHere: true).GetAwaiter().GetResult();
    }

    /// <summary>What a node gave, in host memory, if it is cached still.</summary>
    /// <param name="key">The <see cref="GraphEvent.Key"/> of its last event.</param>
    /// <param name="port">The output; null for the first.</param>
    /// <param name="cancellation">Ends the wait for a running graph.</param>
    /// <returns>Null where it is gone, or has no pixels.</returns>
    public Task<GraphOutput?> ReadAsync(string key, string? port = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return InTurn(() => Task.FromResult(Cache.Find(key) is { } found && (port is null ? found.Values.FirstOrDefault() : found.Values.FirstOrDefault(value => value.Key == port)) is { Value: not null } value
            ? HostValues.Read(Images, value.Key, "", value.Value) : null), cancellation);
    }

    /// <summary>Forgets all results, and frees their memory.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _turn.Wait();
        _disposed = true;
        Cache.Clear();
        _turn.Release();
    }

    private async Task<T> InTurn<T>(Func<Task<T>> work, CancellationToken cancellation, bool isHere = false)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Images is CpuImageOps host) host.Cancellation = cancellation;
            return await (isHere ? work() : Task.Run(work, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            if (Images is CpuImageOps host) host.Cancellation = default;
            _turn.Release();
        }
    }
}
