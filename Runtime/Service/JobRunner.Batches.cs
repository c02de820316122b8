using System.Numerics;

namespace Scumble.Service;

// Requests that may be approximate, denoised together with others that wait.
internal sealed partial class JobRunner
{
    // What memory sufficed for.
    private int _mostTogether = int.MaxValue;

    // The first of them is the one that was given. Sizes are powers of two, so that a model is bound to few of them.
    private List<OpenJob> WithOthers(OpenJob first)
    {
        List<OpenJob> batch = [first];
        if (first is not { Job: { Batch: not null, IsAlone: false, IsRetry: false }, Planned: PlannedRequest planned }) return batch;
        var most = planned.Maker.CanBatch(planned.Request) ? Math.Min(_mostTogether, _board.BatchSize(planned.Request)) : 1;
        while (batch.Count < most && _board.TakeBeside(first.Job) is { } job)
        {
            var open = new OpenJob(job);
            if (Tried(open, IsMissing)) batch.Add(open);
            else open.Dispose();
        }
        var size = 1 << BitOperations.Log2((uint)batch.Count);
        foreach (var left in batch[size..])
        {
            left.Dispose();
            _board.Return(left.Job, isAlone: false);
        }
        return batch[..size];
    }

    // A fault of one ends all that are not there yet: these are made again, each by itself.
    private void Together(List<OpenJob> batch)
    {
        var (left, first) = (new List<OpenJob>(batch), (PlannedRequest)batch[0].Planned!);
        try
        {
            foreach (var (i, made) in Generated([.. batch.Select(open => open.Job)], first.Maker, [.. batch.Select(open => ((PlannedRequest)open.Planned!).Request)], isTexture: true))
            {
                left.Remove(batch[i]);
                batch[i].CameTogether(batch.Count);
                Tried(batch[i], open =>
                {
                    Finish(open, made);
                    return true;
                });
            }
            foreach (var open in left) _board.End(open.Job);
        }
        catch (OperationCanceledException) when (left.All(open => open.Job.Cancellation.IsCancellationRequested))
        {
            foreach (var open in left) _board.End(open.Job);
        }
        catch (Exception e)
        {
            if (IsOutOfMemory(e))
            {
                _mostTogether = batch.Count / 2;
                Guarded(_shelf.Shrink);
            }
            if (e is not LostDeviceException) _board.Notice("batch", $"{batch.Count} textures could not be denoised together, and are made one by one: {e.Message}");
            foreach (var open in left) _board.Return(open.Job, isAlone: e is not LostDeviceException);
        }
        finally
        {
            foreach (var open in batch) open.Dispose();
        }
    }
}
