using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>The service as its background sees it. Thread-safe.</summary>
internal interface IJobBoard
{
    /// <summary>Whether the store wants smaller levels made before.</summary>
    bool NeedsLevels { get; }

    /// <summary>The next job, or null while there is none, or too much waits for the pump.</summary>
    TextureJob? Take();

    /// <summary>Whether a texture of this identity is stored already, which the job's handles now show.</summary>
    bool TryShare(TextureJob job, string identity);

    /// <summary>How many may be denoised together: a power of two.</summary>
    /// <param name="request">One of them, with nothing left open.</param>
    int BatchSize(TextureRequest request);

    /// <summary>The next job that waits and can be denoised together with one that was taken, or null.</summary>
    TextureJob? TakeBeside(TextureJob job);

    /// <summary>A job waits again after all.</summary>
    /// <param name="job">A job that was taken.</param>
    /// <param name="isAlone">Whether it is to be made by itself.</param>
    void Return(TextureJob job, bool isAlone);

    /// <summary>A target was written and is on its way to <see cref="Deliver"/>, which finds whether its device was lost meanwhile. Called by the thread of the pump.</summary>
    void HandOn(IStoredTarget target);

    /// <summary>A slice is done of one job, or of several that are denoised together.</summary>
    void Progress(IReadOnlyList<TextureJob> jobs, MadeSlice slice);

    /// <summary>Hands a run to the pump.</summary>
    void Begin(DeviceRun run);

    /// <summary>A texture is there to be stored.</summary>
    /// <param name="delivery">The texture.</param>
    /// <param name="isGenerated">Whether a model made it; otherwise a cache had it.</param>
    void Deliver(Delivery delivery, bool isGenerated);

    /// <summary>A job ended that nobody waits for.</summary>
    void End(TextureJob job);

    /// <summary>Memory ran out: once more, after caches have shrunk.</summary>
    void Retry(TextureJob job);

    /// <summary>A job cannot be done.</summary>
    void Fail(TextureJob job, ScumbleException error);

    /// <summary>A texture could not be kept on disk; it is there all the same.</summary>
    void NotKept(ScumbleException error);

    /// <summary>Says something once for each cause.</summary>
    void Notice(string cause, string sentence);
}
