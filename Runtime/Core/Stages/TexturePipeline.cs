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
            return new TexturePipeline(new Generator(model, refiner, backend, await hash.ConfigureAwait(false), Stopwatch.GetElapsedTime(start), options.Workspaces));
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

    /// <summary>The same, and shows what is forming after each step of the last network, as <see cref="Preview"/> does.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="forming">Given what the picture would be, RGB, sRGB-encoded, smaller where the model can, on the generation's thread; or null.</param>
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
    /// <param name="request">What to make.</param>
    /// <param name="cancellation">Ends a graph that runs on the host; pulling goes on to throw.</param>
    public IEnumerable<PipelineStep> Run(TextureRequest request, CancellationToken cancellation = default) => Pulled(new ResolvedPicture(Resolve(request), null, cancellation));

    /// <summary>
    /// The same into a target: where the backend's runs only enqueue, so does every pull. Nothing is read back from the device then, so numbers
    /// that are not finite stay unseen; without a target a run stops at them.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="target">What takes the texture.</param>
    /// <param name="cancellation">Ends a graph that runs on the host; pulling goes on to throw.</param>
    /// <exception cref="InvalidRequestException">The model cannot do it, or the target cannot take it.</exception>
    /// <exception cref="InvalidOperationException">At the first pull: another generation runs.</exception>
    public IEnumerable<PipelineStep> Run(TextureRequest request, ITextureTarget target, CancellationToken cancellation = default) =>
        Pulled(new ResolvedPicture(Resolve(request, target), target, cancellation));

    /// <summary>Whether a request can be denoised together with others of its <see cref="BatchShape"/>: by one network from noise on, whose graph takes them in one call.</summary>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    public bool CanBatch(TextureRequest request) => _generator.CanBatch(Resolve(request));

    /// <summary>
    /// Generates several textures as they are pulled: the network is called for all of them together, and each is decoded by itself, in order. Each draws the noise of its own
    /// seed, so that it is the texture of a run of its own but for what rounding in a larger call changes. A fault ends all that are not there yet.
    /// </summary>
    /// <param name="pictures">What to make: one, or several of one <see cref="BatchShape"/> (<see cref="CanBatch"/>).</param>
    /// <exception cref="ArgumentException">There is none, or they cannot be denoised together.</exception>
    /// <exception cref="InvalidRequestException">The model cannot do one of them, or its target cannot take it.</exception>
    /// <exception cref="ScumbleException">When pulled: the runtime failed, or prompts are of different length.</exception>
    /// <exception cref="InvalidOperationException">At the first pull: another generation runs.</exception>
    public IEnumerable<PipelineStep> Run(params IReadOnlyList<BatchedRequest> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count, nameof(pictures));
        ResolvedPicture[] resolved = [.. pictures.Select(picture => new ResolvedPicture(
            picture.Target is null ? Resolve(picture.Request) : Resolve(picture.Request, picture.Target), picture.Target, picture.Cancellation))];
        if (resolved.Length > 1 && (!resolved.All(picture => _generator.CanBatch(picture.Resolved)) || resolved.Select(picture => BatchShape.Of(picture.Resolved.Request)).Distinct().Count() > 1))
            throw new ArgumentException("These requests cannot be denoised together.", nameof(pictures));
        return Pulled(resolved);
    }

    /// <summary>What a generation would report, without running it: the request with nothing left open, and so its identity. Times are empty.</summary>
    /// <exception cref="InvalidRequestException">The model cannot do it.</exception>
    public TextureReport Describe(TextureRequest request) => _generator.Report(Resolve(request));

    /// <summary>
    /// What a pulled generation shows so far, between two pulls on the same thread: the latest estimate, decoded at a quarter of the size where the
    /// model can, so that it is blurred and costs a sixteenth. Changes nothing of what the generation gives.
    /// </summary>
    /// <param name="step">The latest that was pulled.</param>
    /// <param name="picture">Which of several that are denoised together.</param>
    /// <returns>Null where the step shows nothing yet, or what is denoised is not what is decoded in the end.</returns>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public TexturePreview? Preview(PipelineStep step, int picture = 0) => step.Sample is { } sample ? _generator.Preview(sample, picture) : null;

    /// <summary>The same where the backend made it, for a target of the window's size (<see cref="ITextureTarget.Take"/>): nothing waits for a device, as long as the model has a decoder of previews.</summary>
    /// <param name="step">The latest that was pulled.</param>
    /// <param name="picture">Which of several that are denoised together.</param>
    /// <returns>Valid until the next pull or preview; null as there.</returns>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public DecodedTexture? DecodedPreview(PipelineStep step, int picture = 0) => step.Sample is { } sample ? _generator.DecodedPreview(sample, picture) : null;

    /// <summary>Lets go of buffers and bindings that are kept for further requests of the same shapes; they are made anew when needed.</summary>
    /// <exception cref="InvalidOperationException">A generation runs.</exception>
    public void ReleaseWorkspaces()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_turn.Wait(0)) throw new InvalidOperationException("A generation runs on this pipeline.");
        try
        {
            _generator.ReleaseWorkspaces();
        }
        finally
        {
            _turn.Release();
        }
    }

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

    private IEnumerable<PipelineStep> Pulled(params ResolvedPicture[] pictures)
    {
        if (!_turn.Wait(0, CancellationToken.None)) throw new InvalidOperationException("Another generation runs on this pipeline.");
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            foreach (var step in _generator.Steps(pictures)) yield return step;
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
        foreach (var step in _generator.Steps([new(resolved, target, cancellation)]))
        {
            if (step.Report is { } report) return report;
            progress?.Report(new PipelineProgress(step.Stage, step.StepsDone, step.StepCount, Stopwatch.GetElapsedTime(start)));
            cancellation.ThrowIfCancellationRequested();
            if (forming is not null && step.Sample is { } sample && _generator.Preview(sample) is { } preview) forming(preview.Image);
        }
        throw new UnreachableException("A generation ends with its result.");
    }
}
