using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>What becomes of requests. All under the lock but for what callers are told.</summary>
public sealed partial class TextureService : IJobBoard
{
    // As many finished textures as may wait for the pump, so that a minimised window does not fill memory.
    private const int MaxDeliveries = 4;

    private readonly Queue<Delivery> _deliveries = [];
    private readonly List<TextureJob> _retries = [];
    private readonly HashSet<IStoredTarget> _handedOn = [];
    private long _requests, _generated, _memoryHits, _diskHits, _failed, _notKept;

    bool IJobBoard.NeedsLevels => Volatile.Read(ref _store).NeedsLevels;

    TextureJob? IJobBoard.Take()
    {
        lock (_gate) return _isDisposed || _isLost || _deliveries.Count >= MaxDeliveries ? null : Taken(_queue.Take());
    }

    bool IJobBoard.TryShare(TextureJob job, string identity)
    {
        lock (_gate)
        {
            // The pump shows it; the reference keeps it until then.
            if (_isLost || _residents.ByIdentity(Name(identity, job)) is not { } resident) return false;
            resident.References++;
            _shared.Enqueue((job, resident, identity));
            return true;
        }
    }

    void IJobBoard.Progress(IReadOnlyList<TextureJob> jobs, MadeSlice slice)
    {
        lock (_gate)
        {
            foreach (var handle in jobs.SelectMany(job => job.Handles)) handle.Steps = (slice.StepsDone, slice.StepCount);
            if (slice is { Preview: null, PreviewTarget: null }) return;
            var shown = jobs[slice.Picture];
            _deliveries.Enqueue(new Delivery(shown, shown.Order.PictureOnly ? slice.Preview?.Picture() : slice.Preview, null, slice.PreviewTarget));
        }
    }

    void IJobBoard.Begin(DeviceRun run)
    {
        lock (_gate)
        {
            if (!_isDisposed && !_isLost)
            {
                _deviceRun = run;
                return;
            }
        }
        run.Abandon(new LostDeviceException());
    }

    void IJobBoard.HandOn(IStoredTarget target)
    {
        lock (_gate) _handedOn.Add(target);
    }

    void IJobBoard.Deliver(Delivery delivery, bool isGenerated)
    {
        if (!isGenerated) ServiceTelemetry.Hits.Add(1, new KeyValuePair<string, object?>("cache", "disk"));
        if (delivery is { Content: { } content, Job.Order.PictureOnly: true }) delivery = delivery with { Content = content.Picture() };
        lock (_gate)
        {
            if (delivery.Target is { } target && !_handedOn.Remove(target))
            {
                // It went with its device on the way here.
                ReturnIfWanted(delivery.Job);
                return;
            }
            if (isGenerated) _generated++;
            else _diskHits++;
            _deliveries.Enqueue(delivery);
        }
    }

    void IJobBoard.End(TextureJob job)
    {
        lock (_gate) Forget(job);
    }

    void IJobBoard.Retry(TextureJob job)
    {
        job.IsRetry = true;
        lock (_gate) _retries.Add(job);
    }

    void IJobBoard.Fail(TextureJob job, ScumbleException error)
    {
        lock (_gate)
        {
            // What died with the device is made again on the next one.
            if (_isLost || error is LostDeviceException)
            {
                ReturnIfWanted(job);
                return;
            }
            ServiceTelemetry.Failures.Add(1);
            _failed++;
            foreach (var handle in job.Handles.ToArray())
            {
                handle.Error = error;
                Detach(handle, HandleState.Failed);
            }
            Forget(job);
        }
    }

    void IJobBoard.NotKept(ScumbleException error)
    {
        lock (_gate) _notKept++;
        ((IJobBoard)this).Notice("cache", $"A texture could not be kept on disk: {error.Message} {error.Hint}");
    }

    void IJobBoard.Notice(string cause, string sentence)
    {
        lock (_gate)
            if (!_notices.Add(cause)) return;
        _options.OnNotice?.Invoke(sentence);
    }

    int IJobBoard.BatchSize(TextureRequest request)
    {
        // Steps that are cut into parts are longer than a frame as they are.
        var (size, most) = (1, _generatesInPump && _options.GraphParts > 1 ? 1 : _options.BatchSize ?? 1);
        while (2 * size <= most && (!_generatesInPump || StepOf(2 * size) <= TimeSpan.FromTicks(Volatile.Read(ref _budgetTicks)))) size *= 2;
        return size;

        // A step of twice as many pictures takes at most twice as long, until it is known.
        TimeSpan? StepOf(int pictures) => _clock.Shortest(DeviceRun.Kind(DeviceRun.Step, request, pictures)) ?? (pictures == 1 ? null : 2 * StepOf(pictures / 2));
    }

    TextureJob? IJobBoard.TakeBeside(TextureJob job)
    {
        lock (_gate) return _isDisposed || _isLost ? null : Taken(_queue.TakeBeside(job));
    }

    void IJobBoard.Return(TextureJob job, bool isAlone)
    {
        job.IsAlone |= isAlone;
        lock (_gate) ReturnIfWanted(job);
    }

    private void LoseHandedOn()
    {
        foreach (var target in _handedOn) target.Dispose();
        _handedOn.Clear();
    }

    private static TextureJob? Taken(TextureJob? job)
    {
        if (job is null) return null;
        ServiceTelemetry.Waiting.Add(-1);
        foreach (var handle in job.Handles) handle.State = HandleState.Running;
        return job;
    }

    private static string Name(string identity, TextureJob job) => $"{identity} {job.Extent}";

    private void NeverFits(string kind, TimeSpan time, TimeSpan budget) => ((IJobBoard)this).Notice(kind, FormattableString.Invariant(
        $"One slice, {kind}, takes {time.TotalMilliseconds:0.0} ms and never fits the budget of {budget.TotalMilliseconds:0.0} ms: it is done alone in a frame. Ask for a smaller size, cut graphs into more parts (ServiceOptions.GraphParts), or allow more."));

    // A handle's request finds its texture, its job, or makes one.
    private void Join(TextureHandle handle, bool isNew)
    {
        var order = handle.Request;
        var extent = order.PictureOnly ? "picture" : "material";
        if (isNew && !_isLost && _residents.ByKey($"{handle.Key} {extent}") is { } resident)
        {
            _memoryHits++;
            ServiceTelemetry.Hits.Add(1, new KeyValuePair<string, object?>("cache", "memory"));
            ShowFinal(handle, resident);
            return;
        }
        if (!_jobs.TryGetValue((handle.Key, extent), out var job))
        {
            if (isNew && _queue.IsFull)
            {
                Refuse(handle, new ScumbleException($"The queue is full: {_queue.Count} textures wait.", "Ask again when some of them are there, or allow more (ServiceOptions.QueueCapacity)."));
                return;
            }
            job = new TextureJob(handle.Key, order, _age++, Stopwatch.GetTimestamp());
            _jobs.Add((handle.Key, extent), job);
            Return(job);
        }
        handle.Job = job;
        handle.State = job.IsRunning ? HandleState.Running : HandleState.Waiting;
        job.Handles.Add(handle);
        if (job.Preview is { } preview && _residents.Has(preview)) Show(handle, preview, ShownContent.Preview);
        else _fresh.Enqueue(handle);
    }

    private void Return(TextureJob job)
    {
        _queue.Add(job);
        ServiceTelemetry.Waiting.Add(1);
        foreach (var handle in job.Handles) handle.State = HandleState.Waiting;
    }

    private void ReturnIfWanted(TextureJob job)
    {
        if (job.Handles.Count == 0) Forget(job);
        else Return(job);
    }

    private void Refuse(TextureHandle handle, ScumbleException error)
    {
        (handle.State, handle.Error) = (HandleState.Failed, error);
        _fresh.Enqueue(handle);
        handle.Complete();
    }

    // Ends a handle's request, if it has not ended. Gives the job that nobody waits for any more, for its work to be ended outside of the lock.
    private TextureJob? Detach(TextureHandle handle, HandleState state)
    {
        if (handle.State is not (HandleState.Waiting or HandleState.Running)) return null;
        handle.State = state;
        handle.Complete();
        if (handle.Job is not { } job) return null;
        handle.Job = null;
        job.Handles.Remove(handle);
        if (job.Handles.Count > 0) return null;
        var wasRunning = job.IsRunning;
        Forget(job);
        return wasRunning ? job : null;
    }

    // Later requests of the same content begin anew.
    private void Forget(TextureJob job)
    {
        if (!job.IsRunning && _queue.Remove(job)) ServiceTelemetry.Waiting.Add(-1);
        if (_jobs.GetValueOrDefault((job.Key, job.Extent)) == job) _jobs.Remove((job.Key, job.Extent));
        if (job.Preview is { } preview && _residents.Has(preview)) _residents.Release(preview);
        job.Preview = null;
    }

    private void ShowFinal(TextureHandle handle, Resident resident)
    {
        Show(handle, resident, ShownContent.Final);
        handle.Identity = resident.Identity?.Split(' ')[0];
        (handle.State, handle.Job) = (HandleState.Ready, null);
        handle.Complete();
    }

    private void Show(TextureHandle handle, Resident resident, ShownContent shown)
    {
        resident.References++;
        if (handle.Shown is { } before && _residents.Has(before)) _residents.Release(before);
        handle.Shown = resident;
        handle.Show(resident.Texture, shown);
        _exchanged++;
    }
}
