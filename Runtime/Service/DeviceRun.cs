using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>
/// A generation, of one texture or of several that are denoised together, that the pump carries on, slice by slice, while the background waits for its ends. Pulled by the
/// thread of the pump.
/// </summary>
/// <param name="jobs">For whom.</param>
/// <param name="maker">The model.</param>
/// <param name="requests">What to make for each, with nothing left open.</param>
/// <param name="previews">Whether the first step is shown.</param>
/// <param name="mayStay">Whether nobody needs the pixels on the host.</param>
/// <param name="pauses">Whether a slice may end within a graph.</param>
/// <param name="handOn">Told of each target that was written, before the background is.</param>
internal sealed class DeviceRun(
    IReadOnlyList<TextureJob> jobs, ITextureMaker maker, IReadOnlyList<TextureRequest> requests, bool previews, bool mayStay, bool pauses, Action<IStoredTarget> handOn) : IDisposable
{
    /// <summary>A denoising step, of <see cref="Kind"/>.</summary>
    public const string Step = "denoise";

    private readonly TaskCompletionSource<MadeTexture?>[] _ends = [.. jobs.Select(_ => new TaskCompletionSource<MadeTexture?>(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly IStoredTarget?[] _targets = new IStoredTarget?[jobs.Count];
    private IEnumerator<MadeSlice>? _slices;
    private string _next = "begin";

    public IReadOnlyList<TextureJob> Jobs => jobs;

    /// <summary>What the next slice's time is counted under.</summary>
    public string Next => Kind(_next, requests[0], jobs.Count);

    /// <summary>What a slice's time is counted under.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="request">For what, with nothing left open.</param>
    /// <param name="pictures">Together with how many, itself included.</param>
    public static string Kind(string work, TextureRequest request, int pictures) => $"{work} at {request.Width}x{request.Height}{(pictures == 1 ? "" : $", {pictures} together")}";

    /// <summary>Ends with what was made for a job; null where it was given up and others were not.</summary>
    public Task<MadeTexture?> End(int job) => _ends[job].Task;

    /// <summary>Does one slice.</summary>
    /// <returns>What it gave; null once the run has ended, well or not.</returns>
    public MadeSlice? Advance(ITextureStore store)
    {
        try
        {
            if (jobs.All(job => job.Cancellation.IsCancellationRequested)) throw new OperationCanceledException();
            _slices ??= Begin(store);
            if (_slices.MoveNext())
            {
                var slice = _slices.Current;
                _next = slice.Stage == PipelineStage.Denoise && slice.StepsDone == slice.StepCount && slice.StepCount > 0 ? "end of steps"
                    : slice.Stage == PipelineStage.Denoise ? Step : slice.Stage.ToString().ToLowerInvariant();
                if (slice.IsEnd && !_ends[slice.Picture].Task.IsCompleted) HandOn(slice);
                GiveUp();
                if (_ends.Any(end => !end.Task.IsCompleted)) return slice;
                slice.PreviewTarget?.Dispose();
            }
            Close();
            GiveUp();
            if (_ends.Any(end => !end.Task.IsCompleted)) throw new UnreachableException("A generation ends with its result.");
        }
        catch (Exception e)
        {
            Abandon(store.IsLost ? new LostDeviceException(e) : e);
        }
        return null;
    }

    /// <summary>Ends what has not ended without a result.</summary>
    public void Abandon(Exception reason)
    {
        Close();
        foreach (var end in _ends)
            if (end.TrySetException(reason)) _ = end.Task.Exception;
    }

    public void Dispose() => Abandon(new ScumbleException("The service was closed.", "Open it again."));

    private IEnumerator<MadeSlice> Begin(ITextureStore store)
    {
        for (var i = 0; mayStay && i < jobs.Count; i++)
            _targets[i] = PlaceFor(i, requests[i].Width!.Value, requests[i].Height!.Value);
        var slices = maker.Make([.. jobs.Select((job, i) => new BatchedRequest(requests[i], _targets[i], job.Cancellation.Token))], previews, _targets[0] is null ? null : PlaceFor).GetEnumerator();
        return pauses ? new PausedSlices(slices) : slices;

        IStoredTarget? PlaceFor(int job, int width, int height) => store.CreateTarget(width, height, jobs[job].Order.PictureOnly ? null : maker.Layout);
    }

    // The background delivers it; until then whoever loses the device knows of it.
    private void HandOn(MadeSlice slice)
    {
        var target = _targets[slice.Picture];
        _targets[slice.Picture] = null;
        if (target is not null) handOn(target);
        _ends[slice.Picture].SetResult(new(slice.Content, target, slice.Result));
    }

    // Nobody waits for those that were cancelled.
    private void GiveUp()
    {
        for (var i = 0; i < jobs.Count; i++)
            if (jobs[i].Cancellation.IsCancellationRequested) _ends[i].TrySetResult(null);
    }

    // What took no texture by now takes none.
    private void Close()
    {
        _slices?.Dispose();
        _slices = null;
        foreach (var target in _targets) target?.Dispose();
        Array.Clear(_targets);
    }
}
