using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>
/// The background: one thread of low priority that looks into the caches, opens models, generates where that is not done within the pump, and writes to disk.
/// Owns the models and the thread.
/// </summary>
internal sealed partial class JobRunner : IDisposable
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
        _shelf.Begin();
        using var open = new OpenJob(job);
        if (!Tried(open, IsMissing)) return;
        var batch = WithOthers(open);
        if (batch.Count > 1) Together(batch);
        else Tried(open, Make);
    }

    // False too where it failed.
    private bool Tried(OpenJob open, Func<OpenJob, bool> work)
    {
        var job = open.Job;
        try
        {
            return work(open);
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested)
        {
            _board.End(job);
        }
        catch (Exception e) when (IsOutOfMemory(e) && !job.IsRetry)
        {
            Guarded(_shelf.Shrink);
            _board.Retry(job);
        }
        catch (Exception e)
        {
            open.Failed(e.Message);
            _board.Fail(job, e as ScumbleException ?? Unexpected(e));
        }
        return false;
    }

    // Whether it must be made; what is stored or kept is delivered.
    private bool IsMissing(OpenJob open)
    {
        var job = open.Job;
        var (order, token) = (job.Order, job.Cancellation.Token);
        IPlannedTexture planned = open.Planned = order.Graph is null ? new PlannedRequest(order, _shelf) : new PlannedGraph(order, _shelf, _options, token);
        if (_caches.Count > 0)
        {
            var source = planned.Source;
            foreach (var cache in _caches)
                if (cache.Find(job.Key, source) is { } entry) return Deliver(open, entry);
        }
        token.ThrowIfCancellationRequested();
        var identity = planned.Identity;
        var answer = open.Answer = new CacheAnswer(identity, planned.Source!, PlannedGraph.Version);
        if (_board.TryShare(job, identity))
        {
            Keep(cache => cache.Answer(job.Key, answer));
            open.CameFrom("memory");
            return false;
        }
        foreach (var cache in _caches)
        {
            if (cache.Read(identity) is not { } entry) continue;
            Keep(own => own.Answer(job.Key, answer));
            return Deliver(open, entry);
        }
        return true;
    }

    private bool Make(OpenJob open)
    {
        Finish(open, open.Planned!.Make(new Bench(this, open.Job)));
        return true;
    }

    private void Finish(OpenJob open, MadeTexture made)
    {
        var (job, answer) = (open.Job, open.Answer!);
        if (made.Content is { } content) Levels(job, content);
        _board.Deliver(new Delivery(job, made.Content, answer.Identity, made.Target), isGenerated: true);
        if (made.Content is not null) Keep(cache => cache.Keep(job.Key, new CacheEntry(answer.Identity, made.Content), answer, open.Planned!.Texts));
        open.CameFrom("model");
    }

    // What is made for each of some jobs, which are denoised together, as it is there; those that are given up meanwhile are left out.
    private IEnumerable<(int Job, MadeTexture Made)> Generated(IReadOnlyList<TextureJob> jobs, ITextureMaker maker, IReadOnlyList<TextureRequest> requests, bool isTexture)
    {
        if (_generatesInPump)
        {
            var run = new DeviceRun(jobs, maker, requests, _options.Previews, mayStay: isTexture && _cache is null, pauses: _options.GraphParts > 1, _board.HandOn);
            _board.Begin(run);
            for (var i = 0; i < jobs.Count; i++)
                if (run.End(i).GetAwaiter().GetResult() is { } made) yield return (i, made);
            yield break;
        }
        var start = Stopwatch.GetTimestamp();
        foreach (var slice in maker.Make([.. jobs.Select((job, i) => new BatchedRequest(requests[i], null, job.Cancellation.Token))], _options.Previews))
        {
            ServiceTelemetry.Slices.Record(Stopwatch.GetElapsedTime(start).TotalMilliseconds, new KeyValuePair<string, object?>("stage", slice.Stage.ToString()));
            if (jobs.All(job => job.Cancellation.IsCancellationRequested)) throw new OperationCanceledException();
            _board.Progress(jobs, slice);
            if (slice.Content is { } content) yield return (slice.Picture, new(content, Result: slice.Result));
            start = Stopwatch.GetTimestamp();
        }
    }

    // It is not missing.
    private bool Deliver(OpenJob open, CacheEntry entry)
    {
        Levels(open.Job, entry.Content);
        _board.Deliver(new Delivery(open.Job, entry.Content, entry.Identity), isGenerated: false);
        open.CameFrom("disk");
        return false;
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

    private static bool IsOutOfMemory(Exception e) => e is MemoryExhaustedException or OutOfMemoryException;

    private static ScumbleException Unexpected(Exception e) => e is OutOfMemoryException
        ? new MemoryExhaustedException("There is no memory left, even with nothing else kept.", "Ask for a smaller size, or allow more memory.", e)
        : new ScumbleException($"The texture could not be made: {e.Message}", "Check that the model's folder and the device are still there.", e);

    private sealed class Bench(JobRunner owner, TextureJob job) : IGenerationBench
    {
        public MadeTexture Generate(ITextureMaker maker, TextureRequest request, bool isTexture)
        {
            foreach (var (_, made) in owner.Generated([job], maker, [request], isTexture)) return made;
            job.Cancellation.Token.ThrowIfCancellationRequested();
            throw new UnreachableException("A generation ends with its result.");
        }
    }
}
