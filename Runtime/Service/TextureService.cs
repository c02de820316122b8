using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>
/// Textures while a game runs. A request gives a handle at once, valid from the first frame; <see cref="Pump"/>, called once a frame by the renderer's thread, brings to it what
/// became of the request. All else happens on a thread of low priority, or in slices within the pump (<see cref="ServiceOptions.GeneratesInPump"/>). <see cref="Pump"/>,
/// <see cref="Attach"/> and <see cref="Dispose"/> belong to the renderer's thread, all other members to any.
/// </summary>
public sealed partial class TextureService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ServiceOptions _options;
    private readonly IInferenceBackend? _backend;
    private readonly bool _generatesInPump;
    private readonly RequestQueue _queue;
    private readonly Residents _residents;
    private readonly Dictionary<(string Key, string Extent), TextureJob> _jobs = [];
    private readonly HashSet<TextureHandle> _handles = [];
    private readonly JobRunner _runner;
    private readonly HashSet<string> _notices = [];
    private ITextureStore _store;
    private TextureView _neutral;
    private long _age;
    private bool _isDisposed;

    private TextureService(
        ITextureStore store, ServiceOptions options, IInferenceBackend? backend, Func<ModelSource, ITextureMaker> opener, bool generatesInPump)
    {
        (_store, _options, _backend, _generatesInPump) = (store, options, backend, generatesInPump);
        (_queue, _residents) = (new RequestQueue(options.QueueCapacity), new Residents(options.TextureBudgetInBytes));
        _clock = new SliceClock(NeverFits);
        _slices = new RunningSlices(_clock);
        _neutral = Neutral(store);
        _runner = new JobRunner(this, options, opener, generatesInPump);
        _runner.Start();
    }

    /// <summary>Figures for an overlay.</summary>
    public ServiceStatistics Statistics
    {
        get
        {
            lock (_gate)
                return new(_queue.Count, _jobs.Count > _queue.Count, _requests, _generated, _memoryHits, _diskHits, _failed, _notKept, _residents.Count, _residents.SizeInBytes, _longestPump);
        }
    }

    /// <summary>Opens a service. Models are opened when a texture first needs them.</summary>
    /// <param name="backend">What models run on. Disposed after the service, by it if it owns it (<see cref="ServiceOptions.OwnsBackend"/>).</param>
    /// <param name="store">Where textures live; not owned.</param>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <exception cref="ScumbleException">The cache's folder cannot be used, or the store cannot hold a single texel.</exception>
    public static TextureService Open(IInferenceBackend backend, ITextureStore store, ServiceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(store);
        options ??= new();
        options.Validate();
        var isOnHost = backend.Choice.Chosen == "cpu";
        options = options with { BatchSize = options.BatchSize ?? (isOnHost ? 1 : ServiceOptions.UsualBatchSize) };
        var inPump = options.GeneratesInPump ?? !isOnHost;
        IInferenceBackend quiet = new QuietBackend(backend);
        if (inPump && options.GraphParts > 1) quiet = new PartedBackend(quiet, options.GraphParts, PausedSlices.Pause);
        return new TextureService(store, options, backend, ModelShelf.Pipelines(quiet, options), inPump);
    }

    internal static TextureService Open(Func<ModelSource, ITextureMaker> opener, ITextureStore store, ServiceOptions options)
    {
        options.Validate();
        return new TextureService(store, options, null, opener, options.GeneratesInPump == true);
    }

    /// <summary>Asks for a texture. Returns at once, and never throws because of what is asked for: a handle may have failed already, and says why.</summary>
    /// <param name="request">What to make: a <see cref="TextureRequest"/>, a <see cref="Nodes.TextureGraph"/>, or one of them with more said.</param>
    /// <param name="priority">Which goes first: the larger.</param>
    /// <param name="deadline">When it is wanted, from now: among equals the earlier goes first. A late one is made all the same.</param>
    /// <param name="cancellation">Gives the request up.</param>
    public TextureHandle Request(ServiceRequest request, double priority = 0, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request.Seeded();
        var error = request.Fault();
        var handle = new TextureHandle(this, request, error is null ? RequestKey.Of(request) : "", priority, TextureHandle.TicksOf(deadline), _neutral);
        ServiceTelemetry.Requests.Add(1);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _requests++;
            _handles.Add(handle);
            if (error is not null) Refuse(handle, error);
            else Join(handle, isNew: true);
        }
        if (cancellation.CanBeCanceled) handle.CancelBy(cancellation);
        _runner.Wake();
        return handle;
    }

    /// <summary>The texture of some words: the same for the same words and seed, on every start. All else is <see cref="ServiceOptions.Template"/>'s. Ends while the game pumps.</summary>
    /// <param name="words">What to show.</param>
    /// <param name="seed">Which of all the textures that show it.</param>
    /// <param name="priority">Which goes first: the larger.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="ScumbleException">When awaited: it cannot be made.</exception>
    /// <exception cref="OperationCanceledException">When awaited: cancelled.</exception>
    public Task<TextureHandle> GenerateAsync(string words, ulong seed, double priority = 0, CancellationToken cancellation = default) =>
        Request(_options.Template with { Prompt = words, Seed = seed }, priority, null, cancellation).Completion;

    /// <summary>Asks for many textures and ends when each is there or cannot be: for a loading screen, which goes on pumping.</summary>
    /// <param name="requests">What to make.</param>
    /// <param name="progress">Told how many of them have ended.</param>
    /// <param name="cancellation">Gives all of them up.</param>
    /// <returns>The handles in the order of the requests, those that failed too.</returns>
    public async Task<IReadOnlyList<TextureHandle>> PreloadAsync(
        IEnumerable<ServiceRequest> requests, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        TextureHandle[] handles = [.. requests.Select(request => Request(request, 0, null, cancellation))];
        var done = 0;
        foreach (var handle in handles)
        {
            await ((Task)handle.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            progress?.Report(++done);
        }
        return handles;
    }

    /// <summary>Drops every texture that nobody uses from memory, and all of the cache's folder.</summary>
    public void ClearCache()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _residents.Clear();
        }
        _runner.ClearCache();
    }

    /// <summary>
    /// Goes on with another store, after the device was lost or changed: handles stay, show their placeholders, and their textures are made again or come from the cache.
    /// </summary>
    /// <param name="store">Where textures live from now on; not owned.</param>
    /// <exception cref="ScumbleException">It cannot hold a single texel; then nothing has changed.</exception>
    public void Attach(ITextureStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var neutral = Neutral(store);
        Lose();
        _neutral.Texture.Dispose();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            (_store, _neutral, _isLost) = (store, neutral, false);
            foreach (var handle in _handles)
            {
                handle.Show(neutral.Texture, ShownContent.Placeholder);
                _fresh.Enqueue(handle);
            }
        }
        _runner.Wake();
    }

    /// <summary>Gives up all that waits, ends what runs, and lets go of every texture: no frame may sample one any more.</summary>
    public void Dispose()
    {
        TextureJob[] jobs;
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            jobs = [.. _jobs.Values];
            foreach (var handle in _handles.ToArray()) Detach(handle, HandleState.Cancelled);
            _handles.Clear();
        }
        foreach (var job in jobs) job.Cancellation.Cancel();
        _deviceRun?.Dispose();
        _slices.Clear();
        _runner.Dispose();
        Upload?.Dispose();
        lock (_gate) _residents.Lose();
        DisposeDropped();
        foreach (var delivery in _deliveries) delivery.Target?.Dispose();
        LoseHandedOn();
        _neutral.Texture.Dispose();
        if (_options.OwnsBackend) _backend?.Dispose();
    }

    internal void Cancel(TextureHandle handle)
    {
        TextureJob? abandoned;
        lock (_gate) abandoned = Detach(handle, HandleState.Cancelled);
        abandoned?.Cancellation.Cancel();
    }

    internal void Release(TextureHandle handle)
    {
        TextureJob? abandoned;
        lock (_gate)
        {
            if (handle.IsDisposed) return;
            handle.IsDisposed = true;
            abandoned = Detach(handle, HandleState.Cancelled);
            _handles.Remove(handle);
            if (handle.Shown is { } shown && _residents.Has(shown)) _residents.Release(shown);
            handle.Shown = null;
        }
        abandoned?.Cancellation.Cancel();
    }

    private static TextureView Neutral(ITextureStore store)
    {
        foreach (var texture in store.Upload(PlaceholderColours.Material(PlaceholderColours.Of(""))))
            if (texture is not null) return new TextureView(texture, ShownContent.Placeholder, 0);
        throw new UnreachableException("An upload ends with its texture.");
    }
}
