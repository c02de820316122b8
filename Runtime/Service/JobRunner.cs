using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>
/// The background: one thread of low priority that looks into the caches, opens models, generates where that is not done within the pump, and writes to disk.
/// Owns the models and the thread.
/// </summary>
internal sealed class JobRunner : IDisposable
{
    private readonly IJobBoard _board;
    private readonly ServiceOptions _options;
    private readonly ModelShelf _shelf;
    private readonly bool _generatesInPump;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private readonly List<TextureCache> _caches = [];
    private TextureCache? _cache;
    private volatile bool _isStopping;
    private volatile bool _clears;

    /// <param name="board">Where jobs come from and what becomes of them is told.</param>
    /// <param name="options">Settings.</param>
    /// <param name="opener">Opens a model.</param>
    /// <param name="generatesInPump">Whether the pump does the slices.</param>
    /// <exception cref="ScumbleException">The cache's folder cannot be used.</exception>
    public JobRunner(IJobBoard board, ServiceOptions options, Func<ModelSource, ITextureMaker> opener, bool generatesInPump)
    {
        (_board, _options, _shelf, _generatesInPump) = (board, options, new ModelShelf(options, opener), generatesInPump);
        foreach (var folder in options.ShippedCaches) _caches.Add(new TextureCache(folder, long.MaxValue, isReadOnly: true));
        if (options.Cache is { } own) _caches.Add(_cache = new TextureCache(own, options.CacheSizeInBytes, isReadOnly: false));
        _thread = new Thread(Work) { IsBackground = true, Name = "Scumble service" };
    }

    /// <summary>Begins to work.</summary>
    public void Start() => _thread.Start();

    /// <summary>There may be something to do.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Empties the folder of the cache before the next job.</summary>
    public void ClearCache()
    {
        _clears = true;
        Wake();
    }

    /// <summary>Ends the thread, which gives up what it does, and closes the models.</summary>
    public void Dispose()
    {
        _isStopping = true;
        Wake();
        if (_thread.IsAlive) _thread.Join();
        _shelf.Dispose();
        _wake.Dispose();
    }

    private void Work()
    {
        LowPriority.Enter();
        while (!_isStopping)
        {
            if (_clears)
            {
                _clears = false;
                _cache?.Clear();
            }
            if (_board.Take() is { } job) Run(job);
            else _wake.WaitOne();
        }
    }

    private void Run(TextureJob job)
    {
        using var activity = ServiceTelemetry.Activities.StartActivity("texture");
        activity?.SetTag("model", job.Order.Model ?? "default");
        try
        {
            var source = Make(job);
            activity?.SetTag("from", source);
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested)
        {
            _board.End(job);
        }
        catch (Exception e) when (e is MemoryExhaustedException or OutOfMemoryException && !job.IsRetry)
        {
            Guarded(_shelf.Shrink);
            _board.Retry(job);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            _board.Fail(job, e as ScumbleException ?? Unexpected(e));
        }
    }

    // Where the texture came from.
    private string Make(TextureJob job)
    {
        _shelf.Begin();
        var (order, token) = (job.Order, job.Cancellation.Token);
        IPlannedTexture planned = order.Graph is null ? new PlannedRequest(order, _shelf) : new PlannedGraph(order, _shelf, _options, token);
        if (_caches.Count > 0)
        {
            var source = planned.Source;
            foreach (var cache in _caches)
                if (cache.Find(job.Key, source) is { } entry) return Deliver(job, entry);
        }
        token.ThrowIfCancellationRequested();
        var identity = planned.Identity;
        var answer = new CacheAnswer(identity, planned.Source!, PlannedGraph.Version);
        if (_board.TryShare(job, identity))
        {
            Keep(cache => cache.Answer(job.Key, answer));
            return "memory";
        }
        foreach (var cache in _caches)
        {
            if (cache.Read(identity) is not { } entry) continue;
            Keep(own => own.Answer(job.Key, answer));
            return Deliver(job, entry);
        }
        var made = planned.Make(new Bench(this, job));
        if (made.Content is { } content) Levels(job, content);
        _board.Deliver(new Delivery(job, made.Content, identity, made.Target), isGenerated: true);
        if (made.Content is not null) Keep(cache => cache.Keep(job.Key, new CacheEntry(identity, made.Content), answer, planned.Texts));
        return "model";
    }

    private MadeTexture Here(TextureJob job, ITextureMaker maker, TextureRequest request)
    {
        var (start, token) = (Stopwatch.GetTimestamp(), job.Cancellation.Token);
        foreach (var slice in maker.Make(request, null, _options.Previews, token))
        {
            ServiceTelemetry.Slices.Record(Stopwatch.GetElapsedTime(start).TotalMilliseconds, new KeyValuePair<string, object?>("stage", slice.Stage.ToString()));
            token.ThrowIfCancellationRequested();
            _board.Progress(job, slice);
            if (slice.Content is { } content) return new(content, Result: slice.Result);
            start = Stopwatch.GetTimestamp();
        }
        throw new UnreachableException("A generation ends with its result.");
    }

    private MadeTexture InPump(TextureJob job, ITextureMaker maker, TextureRequest request, bool isTexture)
    {
        var run = new DeviceRun(job, maker, request, _options.Previews, mayStay: isTexture && _cache is null, pauses: _options.GraphParts > 1);
        _board.Begin(run);
        return run.End.GetAwaiter().GetResult();
    }

    private string Deliver(TextureJob job, CacheEntry entry)
    {
        Levels(job, entry.Content);
        _board.Deliver(new Delivery(job, entry.Content, entry.Identity), isGenerated: false);
        return "disk";
    }

    private void Levels(TextureJob job, TextureContent content)
    {
        if (!_board.NeedsLevels) return;
        foreach (var map in job.Order.PictureOnly ? content.Picture().Maps : content.Maps) content.Levels(map);
    }

    private void Keep(Action<TextureCache> keep)
    {
        if (_cache is null) return;
        try
        {
            keep(_cache);
        }
        catch (ScumbleException e)
        {
            _board.NotKept(e);
        }
    }

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (ScumbleException)
        {
            // What could not be given back stays.
        }
    }

    private static ScumbleException Unexpected(Exception e) => e is OutOfMemoryException
        ? new MemoryExhaustedException("There is no memory left, even with nothing else kept.", "Ask for a smaller size, or allow more memory.", e)
        : new ScumbleException($"The texture could not be made: {e.Message}", "Check that the model's folder and the device are still there.", e);

    private sealed class Bench(JobRunner owner, TextureJob job) : IGenerationBench
    {
        public MadeTexture Generate(ITextureMaker maker, TextureRequest request, bool isTexture) =>
            owner._generatesInPump ? owner.InPump(job, maker, request, isTexture) : owner.Here(job, maker, request);
    }
}
