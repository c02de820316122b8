using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>A pipeline as the service uses it. Owns it.</summary>
internal sealed class PipelineMaker : ITextureMaker
{
    // Sizes and kinds of guidance that games alternate between.
    private const int Workspaces = 4;

    private readonly TexturePipeline _pipeline;
    private bool _showsPreviews = true;

    private PipelineMaker(TexturePipeline pipeline, IEnumerable<ModelFolder> folders)
    {
        _pipeline = pipeline;
        SizeInBytes = folders.SelectMany(folder => folder.Components.Values).Where(component => component.HasGraph).Sum(component => component.Header.WeightsInBytes);
    }

    public long SizeInBytes { get; }

    public TexturePipeline Pipeline => _pipeline;

    public MaterialLayout? Layout => _pipeline.Layout;

    /// <summary>Opens a model.</summary>
    /// <param name="source">Where it lies.</param>
    /// <param name="backend">What runs it; not owned.</param>
    /// <param name="budgetInBytes">For weights and what runs need.</param>
    public static PipelineMaker Open(ModelSource source, IInferenceBackend backend, long budgetInBytes)
    {
        var (folder, refiner) = (source.OpenFolder(), source.OpenRefiner());
        var options = new PipelineOptions { MemoryBudgetInBytes = budgetInBytes, Workspaces = Workspaces, Refiner = refiner };
        return new PipelineMaker(TexturePipeline.OpenAsync(folder, backend, options).GetAwaiter().GetResult(), refiner is null ? [folder] : [folder, refiner]);
    }

    public TextureReport Describe(TextureRequest request) => _pipeline.Describe(request);

    public bool CanBatch(TextureRequest request) => _pipeline.CanBatch(request);

    public IEnumerable<MadeSlice> Make(IReadOnlyList<BatchedRequest> pictures, bool previews, Func<int, int, int, IStoredTarget?>? placeFor = null)
    {
        var isShown = !previews || !_showsPreviews;
        foreach (var step in _pipeline.Run(pictures))
        {
            var content = step.Result is { } result ? TextureContent.Of(result) : null;
            yield return new MadeSlice(step.Stage, step.StepsDone, step.StepCount, Content: content, Result: step.Result, Picture: step.Picture, IsEnd: step.Report is not null);
            if (isShown || step.Sample is null || step.StepsDone == step.StepCount) continue;
            isShown = true;
            for (var i = 0; i < pictures.Count; i++)
            {
                if (pictures[i].Cancellation.IsCancellationRequested) continue;
                if (InPlace(step, i, placeFor) is { } target) yield return new MadeSlice(step.Stage, step.StepsDone, step.StepCount, Picture: i, PreviewTarget: target);
                else if (Shown(() => _pipeline.Preview(step, i)) is { } preview)
                    yield return new MadeSlice(step.Stage, step.StepsDone, step.StepCount, TextureContent.Of(preview.Image, preview.Maps), Picture: i);
            }
        }
    }

    // Into a target, without a wait for the device; null where nobody makes one.
    private IStoredTarget? InPlace(PipelineStep step, int picture, Func<int, int, int, IStoredTarget?>? placeFor)
    {
        if (placeFor is null || Shown(() => _pipeline.DecodedPreview(step, picture)) is not { } decoded) return null;
        IStoredTarget? target = null;
        try
        {
            target = placeFor(picture, decoded.Window.Width, decoded.Window.Height);
            target?.Take(decoded);
            return target;
        }
        catch (MemoryExhaustedException)
        {
            target?.Dispose(); // a preview is worth no failure
            return null;
        }
        catch
        {
            target?.Dispose();
            throw;
        }
    }

    // A model whose decoder takes no smaller latent is made without.
    private T? Shown<T>(Func<T?> preview) where T : class
    {
        if (!_showsPreviews) return null;
        try
        {
            return preview();
        }
        catch (ScumbleException e) when (e is not MemoryExhaustedException)
        {
            _showsPreviews = false;
            return null;
        }
    }

    public void ReleaseWorkspaces() => _pipeline.ReleaseWorkspaces();

    public void Dispose() => _pipeline.Dispose();
}
