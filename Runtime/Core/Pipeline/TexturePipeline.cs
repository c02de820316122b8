using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Pipeline;

/// <summary>
/// Requests to textures on one opened model. <see cref="GenerateAsync"/> may be called from any thread at any time: calls
/// wait for each other, in no promised order. <see cref="Run"/> is the same work pulled step by step by the caller's
/// thread; it refuses to begin while another generation runs.
/// </summary>
public sealed class TexturePipeline : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IInferenceBackend _backend;
    private readonly OpenModel _model;
    private readonly TimeSpan _loadTime;
    private Workspace? _workspace;
    private bool _disposed;

    private TexturePipeline(ModelFolder folder, ModelFamily family, IInferenceBackend backend, OpenModel model, string modelHash, TimeSpan loadTime) =>
        (Folder, Family, _backend, _model, ModelHash, _loadTime) = (folder, family, backend, model, modelHash, loadTime);

    /// <summary>The model's folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The model's family.</summary>
    public ModelFamily Family { get; }

    /// <summary>What the model uses where a request says nothing.</summary>
    public ModelDefaults Defaults => _model.Defaults;

    /// <summary>The content hash of the model.</summary>
    public string ModelHash { get; }

    /// <summary>Opens a model: all graphs at once, and its content hash beside them.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="backend">What it runs on; not owned, and disposed after the pipeline.</param>
    /// <param name="cancellation">Stops between graphs.</param>
    /// <exception cref="ScumbleException">The model is damaged or of no known family.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<TexturePipeline> OpenAsync(ModelFolder folder, IInferenceBackend backend, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(backend);
        var start = Stopwatch.GetTimestamp();
        var family = ModelFamilies.Of(folder);
        var hash = Task.Run(() => folder.ContentHash, cancellation);
        ModelSessions sessions;
        try
        {
            sessions = await ModelSessions.OpenAsync(folder, backend, family.Graphs, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ((Task)hash).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var model = family.Join(folder, backend, sessions);
        try
        {
            return new TexturePipeline(folder, family, backend, model, await hash.ConfigureAwait(false), Stopwatch.GetElapsedTime(start));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Generates one texture on a pool thread; the same request and seed give the same bits on one machine.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    /// <exception cref="ScumbleException">The runtime failed; the pipeline stays usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the pipeline stays usable.</exception>
    public async Task<TextureResult> GenerateAsync(
        TextureRequest request, IProgress<PipelineProgress>? progress = null, CancellationToken cancellation = default)
    {
        var resolved = Resolve(request);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Drain(resolved, progress, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Generates one texture as it is pulled: each pull does one stage or one denoising step on the caller's thread, the
    /// last gives the result. Stop pulling and dispose the enumerator to cancel. The request is checked at once.
    /// </summary>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    /// <exception cref="InvalidOperationException">At the first pull: another generation runs.</exception>
    public IEnumerable<PipelineStep> Run(TextureRequest request)
    {
        var resolved = Resolve(request);
        return Guarded();

        IEnumerable<PipelineStep> Guarded()
        {
            if (!_turn.Wait(0)) throw new InvalidOperationException("Another generation runs on this pipeline.");
            try
            {
                foreach (var step in Steps(resolved)) yield return step;
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Closes the model. Waits for a running <see cref="GenerateAsync"/>; dispose the enumerators of <see cref="Run"/> before.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _turn.Wait();
        _disposed = true;
        _workspace?.Dispose();
        _model.Dispose();
        _turn.Release();
    }

    private ResolvedRequest Resolve(TextureRequest request)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ResolvedRequest.From(request, _model.Defaults, _model.Scheduler);
    }

    private TextureResult Drain(ResolvedRequest resolved, IProgress<PipelineProgress>? progress, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var step in Steps(resolved))
        {
            if (step.Result is { } result) return result;
            progress?.Report(new PipelineProgress(step.Stage, step.StepsDone, step.StepCount, Stopwatch.GetElapsedTime(start)));
            cancellation.ThrowIfCancellationRequested();
        }
        throw new UnreachableException("A generation ends with its result.");
    }

    private IEnumerable<PipelineStep> Steps(ResolvedRequest resolved)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var (request, count) = (resolved.Request, resolved.Sigmas.StepCount);
        var clock = new StageClock(_loadTime);

        // Encode.
        clock.Begin(PipelineStage.Encode);
        yield return new PipelineStep(PipelineStage.Encode, 0, count, null);
        var work = WorkspaceFor(resolved);
        var unknown = _model.TextEncoder.Encode(request.Prompt, work.Conditional);
        if (resolved.IsGuided) unknown = [.. unknown, .. _model.TextEncoder.Encode(request.NegativePrompt, work.Unconditional)];

        // Denoise.
        clock.Begin(PipelineStage.Denoise);
        yield return new PipelineStep(PipelineStage.Denoise, 0, count, null);
        foreach (var step in work.Begin(resolved))
            yield return new PipelineStep(PipelineStage.Denoise, step.StepIndex + 1, count, null);

        // Decode.
        clock.Begin(PipelineStage.Decode);
        yield return new PipelineStep(PipelineStage.Decode, count, count, null);
        work.Decoder.Decode(work.Latent);

        // Maps.
        clock.Begin(PipelineStage.Maps);
        yield return new PipelineStep(PipelineStage.Maps, count, count, null);
        var maps = _model.CreateMaps(work.Decoder.Output, resolved.Canvas.Window, request.Tile);
        yield return new PipelineStep(PipelineStage.Maps, count, count, new TextureResult
        {
            Request = request,
            Maps = maps,
            Times = clock.End(),
            Backend = _backend.Choice,
            ModelHash = ModelHash,
            Warnings = [.. resolved.Warnings, .. unknown.Distinct().Select(word => $"The model does not know the word '{word}'.")],
        });
    }

    private Workspace WorkspaceFor(ResolvedRequest resolved)
    {
        if (_workspace?.Fits(resolved) == true) return _workspace;
        _workspace?.Dispose();
        _workspace = null;
        return _workspace = new Workspace(_model, _backend.Ops, resolved.Canvas.Width, resolved.Canvas.Height, resolved.IsGuided);
    }
}
