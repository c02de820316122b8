using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>A generation that the pump carries on, slice by slice, while the background waits for its end. Pulled by the thread of the pump.</summary>
/// <param name="job">For whom.</param>
/// <param name="maker">The model.</param>
/// <param name="request">What to make, with nothing left open.</param>
/// <param name="previews">Whether the first step is shown.</param>
/// <param name="mayStay">Whether nobody needs its pixels on the host.</param>
/// <param name="pauses">Whether a slice may end within a graph.</param>
internal sealed class DeviceRun(TextureJob job, ITextureMaker maker, TextureRequest request, bool previews, bool mayStay, bool pauses) : IDisposable
{
    private readonly TaskCompletionSource<MadeTexture> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IEnumerator<MadeSlice>? _slices;
    private string _next = "begin";

    public TextureJob Job => job;

    /// <summary>What took the texture; null where its pixels are on the host.</summary>
    public IStoredTarget? Target { get; private set; }

    /// <summary>Ends with what was made.</summary>
    public Task<MadeTexture> End => _end.Task;

    /// <summary>What the next slice's time is counted under.</summary>
    public string Next => $"{_next} at {request.Width}x{request.Height}";

    /// <summary>Does one slice.</summary>
    /// <returns>What it gave; null once the run has ended, well or not.</returns>
    public MadeSlice? Advance(ITextureStore store)
    {
        try
        {
            job.Cancellation.Token.ThrowIfCancellationRequested();
            if (_slices is null)
            {
                if (mayStay) Target = store.CreateTarget(request.Width!.Value, request.Height!.Value, job.Order.PictureOnly ? null : maker.Layout);
                var slices = maker.Make(request, Target, previews, job.Cancellation.Token).GetEnumerator();
                _slices = pauses ? new PausedSlices(slices) : slices;
            }
            MadeSlice last = default;
            if (_slices.MoveNext())
            {
                var slice = last = _slices.Current;
                _next = slice.Stage == PipelineStage.Denoise && slice.StepsDone == slice.StepCount && slice.StepCount > 0 ? "end of steps" : slice.Stage.ToString().ToLowerInvariant();
                if (slice.Content is null) return slice;
            }
            Close();
            if (last.Content is null && Target is null) throw new UnreachableException("A generation ends with its result.");
            _end.TrySetResult(new(last.Content, Target, last.Result));
        }
        catch (Exception e)
        {
            Abandon(store.IsLost ? new LostDeviceException(e) : e);
        }
        return null;
    }

    /// <summary>Ends it without a result.</summary>
    public void Abandon(Exception reason)
    {
        Close();
        Target?.Dispose();
        Target = null;
        _end.TrySetException(reason);
    }

    public void Dispose() => Abandon(new ScumbleException("The service was closed.", "Open it again."));

    private void Close()
    {
        _slices?.Dispose();
        _slices = null;
    }
}
