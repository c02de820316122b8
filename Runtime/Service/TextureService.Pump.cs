using System.Diagnostics;
using Scumble.Diagnostics;

namespace Scumble.Service;

/// <summary>What happens once a frame, on the renderer's thread.</summary>
public sealed partial class TextureService
{
    private const string Placeholders = "a placeholder", Uploads = "a part of an upload";

    private const int SpinsBetweenLooks = 50;

    private readonly Queue<TextureHandle> _fresh = [];
    private readonly Queue<(TextureJob Job, Resident Resident, string Identity)> _shared = [];
    private readonly SliceClock _clock;
    private (Delivery Delivery, IEnumerator<IStoredTexture?> Parts)? _upload;
    private readonly RunningSlices _slices;
    private DeviceRun? _deviceRun;
    private TimeSpan _longestPump;
    private long _budgetTicks;
    private bool _isLost;
    private int _exchanged;

    private IEnumerator<IStoredTexture?>? Upload => _upload?.Parts;

    /// <summary>
    /// Shows what has become of requests: the one place where handles change. Works for at most the budget, by what work of each kind took before; what is longer than
    /// a whole budget is done alone in a call. Throws nothing because of a texture, a model or a device.
    /// </summary>
    /// <param name="budget">What the frame can spare.</param>
    public PumpReport Pump(TimeSpan budget)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, TimeSpan.Zero);
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref _budgetTicks, budget.Ticks);
        _exchanged = 0;
        var hasMore = false;
        if (_store.IsLost) Lose();
        if (!_isLost)
        {
            try
            {
                ShowShared();
                ReturnRetries();
                DisposeDropped();
                for (var isFirst = budget > TimeSpan.Zero; Next() is { } kind; isFirst = false)
                {
                    var left = budget - Stopwatch.GetElapsedTime(start);
                    var isSlice = kind is not (Placeholders or Uploads);
                    // Where the device is not done with the slices before, what is left of the budget is waited, so that short ones follow each other.
                    if (isSlice && !_slices.HasRoom(kind, left))
                    {
                        if (hasMore = left <= TimeSpan.Zero) break;
                        Thread.SpinWait(SpinsBetweenLooks);
                        continue;
                    }
                    if (hasMore = !_clock.Fits(kind, left, budget, isFirst)) break;
                    if (isSlice) RunSlice(kind);
                    else Work(kind);
                }
                _slices.Pass();
            }
            catch (ScumbleException) when (_store.IsLost)
            {
                Lose();
            }
        }
        _runner.Wake();
        var elapsed = Stopwatch.GetElapsedTime(start);
        if (elapsed > _longestPump) _longestPump = elapsed;
        ServiceTelemetry.Pumps.Record(elapsed.TotalMilliseconds);
        return new PumpReport(elapsed, _exchanged, hasMore);
    }

    // The kind of work that comes next: what is seen soonest first.
    private string? Next()
    {
        lock (_gate)
        {
            if (_fresh.Count > 0) return Placeholders;
            if (_upload is not null || _deliveries.Count > 0) return Uploads;
            return _deviceRun?.Next;
        }
    }

    private void Work(string kind)
    {
        var begun = Stopwatch.GetTimestamp();
        if (kind == Placeholders) ShowPlaceholder();
        else UploadPart();
        _clock.Count(kind, Stopwatch.GetElapsedTime(begun));
    }

    private void ShowPlaceholder()
    {
        TextureHandle handle;
        Resident? known;
        string name;
        lock (_gate)
        {
            handle = _fresh.Dequeue();
            if (handle.IsDisposed || handle.View.Shown != ShownContent.Placeholder) return;
            name = $"placeholder {string.Join('-', handle.PlaceholderSurface)}";
            if ((known = _residents.ByIdentity(name)) is not null) Show(handle, known, ShownContent.Placeholder);
        }
        if (known is not null) return;
        try
        {
            foreach (var texture in _store.Upload(PlaceholderColours.Material(handle.PlaceholderSurface)))
            {
                if (texture is null) continue;
                lock (_gate)
                {
                    var resident = _residents.Add(texture, name);
                    if (!handle.IsDisposed) Show(handle, resident, ShownContent.Placeholder);
                    _residents.Release(resident);
                }
            }
        }
        catch (ScumbleException) when (!_store.IsLost)
        {
            // It keeps the neutral one.
        }
    }

    private void UploadPart()
    {
        try
        {
            if (_upload is null)
            {
                Delivery next;
                lock (_gate) next = _deliveries.Dequeue();
                if (!IsWanted(next)) return;
                if (next.Target is { } target)
                {
                    Store(next, target);
                    return;
                }
                _upload = (next, _store.Upload(next.Content!).GetEnumerator());
            }
            var (delivery, parts) = _upload.Value;
            if (!parts.MoveNext()) throw new UnreachableException("An upload ends with its texture.");
            if (parts.Current is not { } texture) return;
            EndUpload();
            Store(delivery, texture);
        }
        catch (ScumbleException e) when (!_store.IsLost)
        {
            var failed = _upload?.Delivery;
            EndUpload();
            if (failed is null || failed.Shown == ShownContent.Preview) return;
            if (e is MemoryExhaustedException && !failed.Job.IsRetry) ((IJobBoard)this).Retry(failed.Job);
            else ((IJobBoard)this).Fail(failed.Job, e);
        }
    }

    // Whether anybody waits for it; a target that nobody waits for is let go of.
    private bool IsWanted(Delivery delivery)
    {
        lock (_gate)
            if (delivery.Job.Handles.Count > 0) return true;
        ((IJobBoard)this).End(delivery.Job);
        delivery.Target?.Dispose();
        return false;
    }

    private void Store(Delivery delivery, IStoredTexture texture)
    {
        var (job, identity) = (delivery.Job, delivery.Identity);
        Resident? known = null;
        lock (_gate)
        {
            if (identity is not null && (known = _residents.ByIdentity(Name(identity, job))) is not null)
            {
                known.References++;
                ShowFinal(job, known);
            }
            else if (_residents.MakeRoom(texture.SizeInBytes))
            {
                ServiceTelemetry.Bytes.Add(texture.SizeInBytes);
                var resident = _residents.Add(texture, identity is null ? null : Name(identity, job));
                if (identity is null) ShowPreview(job, resident);
                else ShowFinal(job, resident);
                return;
            }
        }
        texture.Dispose();
        if (known is null && identity is not null) ((IJobBoard)this).Fail(job, new MemoryExhaustedException($"There is no room for {texture.SizeInBytes} bytes: textures that are in use take {_residents.SizeInBytes} of {_options.TextureBudgetInBytes}.",
            "Dispose handles that nothing shows any more, or allow more memory (ServiceOptions.MemoryBudgetInBytes)."));
    }

    private void ShowPreview(TextureJob job, Resident resident)
    {
        foreach (var handle in job.Handles) Show(handle, resident, ShownContent.Preview);
        if (job.Preview is { } before && _residents.Has(before)) _residents.Release(before);
        if (job.Handles.Count > 0) job.Preview = resident;
        else _residents.Release(resident);
    }

    // Takes over the caller's reference.
    private void ShowFinal(TextureJob job, Resident resident)
    {
        _residents.Answer($"{job.Key} {job.Extent}", resident);
        foreach (var handle in job.Handles) ShowFinal(handle, resident);
        job.Handles.Clear();
        _residents.Release(resident);
        Forget(job);
    }

    private void ShowShared()
    {
        lock (_gate)
            while (_shared.TryDequeue(out var shared)) ShowFinal(shared.Job, shared.Resident);
    }

    private void ReturnRetries()
    {
        lock (_gate)
        {
            if (_retries.Count == 0) return;
            _residents.Clear();
            foreach (var job in _retries) ReturnIfWanted(job);
            _retries.Clear();
        }
    }

    // Apart from the loop of the pump, which turns often while it waits, so that it makes no garbage.
    private void RunSlice(string kind) => _slices.Run(_store, () => Slice(kind));

    // The kind that it was after all: a preview comes where a step was to be, and is shorter.
    private string Slice(string kind)
    {
        var run = _deviceRun!;
        var slice = run.Advance(_store);
        if (slice is { } made) ((IJobBoard)this).Progress(run.Jobs, made);
        else
        {
            // The background goes on as soon as a run ends, and may have begun the next.
            lock (_gate)
                if (_deviceRun == run) _deviceRun = null;
        }
        return slice is { Preview: not null } or { PreviewTarget: not null } ? $"preview, {kind}" : kind;
    }

    private void EndUpload()
    {
        _upload?.Parts.Dispose();
        _upload = null;
    }

    private void DisposeDropped()
    {
        IStoredTexture[] dropped;
        lock (_gate) dropped = _residents.TakeDropped();
        foreach (var texture in dropped) texture.Dispose();
    }

    // The device is gone, and all on it: what was there is asked for again, and waits for another store.
    private void Lose()
    {
        DeviceRun? run;
        lock (_gate)
        {
            _isLost = true;
            (run, _deviceRun) = (_deviceRun, null);
            while (_shared.TryDequeue(out var shared)) ReturnIfWanted(shared.Job);
            foreach (var delivery in _deliveries.Where(delivery => delivery.Target is not null).ToArray())
            {
                delivery.Target!.Dispose();
                if (delivery.Shown == ShownContent.Final) ReturnIfWanted(delivery.Job);
            }
            LoseHandedOn();
            Delivery[] left = [.. _deliveries.Where(delivery => delivery.Target is null)];
            _deliveries.Clear();
            foreach (var delivery in left) _deliveries.Enqueue(delivery);
            if (_upload is { } upload) _deliveries.Enqueue(upload.Delivery);
            foreach (var handle in _handles)
            {
                handle.Shown = null;
                if (handle.State != HandleState.Ready) continue;
                Join(handle, isNew: false);
            }
            foreach (var job in _jobs.Values) job.Preview = null;
            _residents.Lose();
        }
        _slices.Clear();
        EndUpload();
        run?.Abandon(new LostDeviceException());
        DisposeDropped();
    }
}
