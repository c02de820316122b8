using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;

namespace Scumble.Stages;

/// <summary>
/// Requests to textures on one opened model. <c>GenerateAsync</c> may be called from any thread at any time: calls
/// wait for each other, in no promised order. <c>Run</c> is the same work pulled step by step by the caller's
/// thread; it refuses to begin while another generation runs.
/// </summary>
public sealed class TexturePipeline : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Generator _generator;
    private bool _disposed;

    private TexturePipeline(Generator generator) => _generator = generator;

    /// <summary>The model's folder.</summary>
    public ModelFolder Folder => _generator.Model.Sessions.Folder;

    /// <summary>The model's family.</summary>
    public ModelFamily Family => _generator.Model.Family;

    /// <summary>What the model can do.</summary>
    public ModelAbilities Abilities => _generator.Model.Abilities;

    /// <summary>Which channel that the model decodes is which map of a material; null where it makes plain pictures.</summary>
    public MaterialLayout? Layout => Abilities.Layout;

    /// <summary>What the model uses where a request says nothing.</summary>
    public ModelDefaults Defaults => _generator.Model.Defaults;

    /// <summary>The content hash of the model, and of the refiner where there is one.</summary>
    public string ModelHash => _generator.ModelHash;

    /// <summary>Opens a model: all graphs at once if they fit the memory budget, and its content hash beside them.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="backend">What it runs on; not owned, and disposed after the pipeline.</param>
    /// <param name="cancellation">Stops between graphs.</param>
    /// <exception cref="ScumbleException">The model is damaged or of no known family.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<TexturePipeline> OpenAsync(ModelFolder folder, IInferenceBackend backend, CancellationToken cancellation = default) =>
        OpenAsync(folder, backend, new(), cancellation);

    /// <summary>Opens a model: all graphs at once if they fit the memory budget, and its content hash beside them.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="backend">What it runs on; not owned, and disposed after the pipeline.</param>
    /// <param name="options">Memory and refiner.</param>
    /// <param name="cancellation">Stops between graphs.</param>
    /// <exception cref="ScumbleException">The model is damaged or of no known family.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<TexturePipeline> OpenAsync(
        ModelFolder folder, IInferenceBackend backend, PipelineOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(options);
        var start = Stopwatch.GetTimestamp();
        if (options.Refiner is { } named) RequireRefiner(folder, named);
        var hash = Task.Run(() => options.HashOf(folder), cancellation);
        OpenModel? model = null, refiner = null;
        try
        {
            model = await OpenModel.OpenAsync(folder, backend, options.MemoryBudgetInBytes, cancellation).ConfigureAwait(false);
            if (options.Refiner is { } second) refiner = await OpenModel.OpenAsync(second, backend, options.MemoryBudgetInBytes, cancellation).ConfigureAwait(false);
            return new TexturePipeline(new Generator(model, refiner, backend, await hash.ConfigureAwait(false), Stopwatch.GetElapsedTime(start)));
        }
        catch
        {
            await ((Task)hash).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            model?.Dispose();
            refiner?.Dispose();
            throw;
        }
    }

    /// <summary>Generates one texture on a pool thread; the same request and seed give the same bits on one machine.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="cancellation">Stops between steps, and ends a graph that runs on the host.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    /// <exception cref="ScumbleException">The runtime failed; the pipeline stays usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the pipeline stays usable.</exception>
    public async Task<TextureResult> GenerateAsync(
        TextureRequest request, IProgress<PipelineProgress>? progress = null, CancellationToken cancellation = default) =>
        await GenerateAsync(request, progress, null, cancellation).ConfigureAwait(false);

    /// <summary>The same, and shows what is forming after each step of the last network; each time costs a run of the decoder.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="forming">Given what the picture would be, RGB, sRGB-encoded, on the generation's thread; or null.</param>
    /// <param name="cancellation">Stops between steps, and ends a graph that runs on the host.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    /// <exception cref="ScumbleException">The runtime failed; the pipeline stays usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the pipeline stays usable.</exception>
    public async Task<TextureResult> GenerateAsync(
        TextureRequest request, IProgress<PipelineProgress>? progress, Action<Image>? forming, CancellationToken cancellation = default) =>
        (TextureResult)await GenerateAsync(Resolve(request), null, progress, forming, cancellation).ConfigureAwait(false);

    /// <summary>
    /// Generates one texture on a pool thread into a target, with no copy to the host where the backend shares the target's device. Until the
    /// task has ended, the target and its device belong to the generation.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="target">What takes the texture.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="cancellation">Stops between steps, and ends a graph that runs on the host.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it, or the target cannot take it.</exception>
    /// <exception cref="ScumbleException">The runtime failed; the pipeline stays usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the pipeline stays usable.</exception>
    public Task<TextureReport> GenerateAsync(
        TextureRequest request, ITextureTarget target, IProgress<PipelineProgress>? progress = null, CancellationToken cancellation = default) =>
        GenerateAsync(Resolve(request, target), target, progress, null, cancellation);

    private async Task<TextureReport> GenerateAsync(
        ResolvedRequest resolved, ITextureTarget? target, IProgress<PipelineProgress>? progress, Action<Image>? forming, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Drain(resolved, target, progress, forming, cancellation), cancellation).ConfigureAwait(false);
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
    public IEnumerable<PipelineStep> Run(TextureRequest request) => Pulled(Resolve(request), null);

    /// <summary>
    /// The same into a target: where the backend's runs only enqueue, so does every pull. Nothing is read back from the device then, so numbers
    /// that are not finite stay unseen; without a target a run stops at them.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="target">What takes the texture.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it, or the target cannot take it.</exception>
    /// <exception cref="InvalidOperationException">At the first pull: another generation runs.</exception>
    public IEnumerable<PipelineStep> Run(TextureRequest request, ITextureTarget target) => Pulled(Resolve(request, target), target);

    /// <summary>Closes the model. Waits for a running <c>GenerateAsync</c>; dispose the enumerators of <c>Run</c> before.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _turn.Wait();
        _disposed = true;
        _generator.Dispose();
        _turn.Release();
    }

    private static void RequireRefiner(ModelFolder folder, ModelFolder refiner)
    {
        var family = ModelFamilies.Of(folder);
        family.AbilitiesOf(folder).Refiner.Require();
        var expected = family.RefinerOf(folder);
        var found = ModelFamilies.Of(refiner);
        if (found != expected)
            throw new InvalidRequestException("refiner", $"'{refiner.Path}' is no refiner of this model, but of the family '{found.Id}' ({found.Name}).", $"Name a model of the family '{expected!.Id}'.");
    }

    private IEnumerable<PipelineStep> Pulled(ResolvedRequest resolved, ITextureTarget? target)
    {
        if (!_turn.Wait(0)) throw new InvalidOperationException("Another generation runs on this pipeline.");
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            foreach (var step in _generator.Steps(resolved, target, CancellationToken.None)) yield return step;
        }
        finally
        {
            _turn.Release();
        }
    }

    private ResolvedRequest Resolve(TextureRequest request)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ResolvedRequest.From(request, _generator.Model);
    }

    private ResolvedRequest Resolve(TextureRequest request, ITextureTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var resolved = Resolve(request);
        if (target.Layout is { } wanted && !wanted.Equals(Layout))
            throw new InvalidRequestException("target", $"'{Folder.Path}' makes {(Layout is null ? "pictures" : Layout)}; the target takes {wanted}.",
                Layout is null ? "Use a target of pictures, or a model of materials." : "Make the target with the pipeline's layout.");
        target.Require(resolved.Canvas.Window.Width, resolved.Canvas.Window.Height);
        return resolved;
    }

    private TextureReport Drain(
        ResolvedRequest resolved, ITextureTarget? target, IProgress<PipelineProgress>? progress, Action<Image>? forming, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var start = Stopwatch.GetTimestamp();
        foreach (var step in _generator.Steps(resolved, target, cancellation))
        {
            if (step.Report is { } report) return report;
            progress?.Report(new PipelineProgress(step.Stage, step.StepsDone, step.StepCount, Stopwatch.GetElapsedTime(start)));
            cancellation.ThrowIfCancellationRequested();
            if (forming is not null && step.Sample is { } sample && _generator.Forming(sample, resolved) is { } picture) forming(picture);
        }
        throw new UnreachableException("A generation ends with its result.");
    }
}
