using Scumble.Imaging;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>The models that a graph may name. A name comes from the graph, and may be anything: what it stands for is the caller's to decide.</summary>
public interface IGraphModels
{
    /// <summary>An opened model; it stays the models' own, and open while they live. Called from the run's thread.</summary>
    /// <param name="name">The model's name; empty for the usual one.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <exception cref="Diagnostics.ScumbleException">There is no such model, or it is damaged.</exception>
    Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation);

    /// <summary>A model's content hash; models that know it unopened need not open it for this.</summary>
    /// <param name="name">The model's name; empty for the usual one.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <exception cref="Diagnostics.ScumbleException">There is no such model, or it is damaged.</exception>
    async Task<string> HashAsync(string name, CancellationToken cancellation) => (await OpenAsync(name, cancellation).ConfigureAwait(false)).ModelHash;

    /// <summary>A node's generation: on a pool thread, unless whoever has the models does it elsewhere, as in slices of a frame.</summary>
    /// <param name="pipeline">One that was opened here.</param>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="forming">Given what the picture would be after each step, or null.</param>
    /// <param name="cancellation">Stops between steps, and ends a graph that runs on the host.</param>
    /// <exception cref="Diagnostics.ScumbleException">It cannot be made.</exception>
    Task<TextureResult> GenerateAsync(TexturePipeline pipeline, TextureRequest request, IProgress<PipelineProgress>? progress, Action<Image>? forming, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return pipeline.GenerateAsync(request, progress, forming, cancellation);
    }

    /// <summary>The same into a target, of a graph that draws on the models' device (<see cref="IPictureLanding"/>).</summary>
    /// <param name="pipeline">One that was opened here.</param>
    /// <param name="request">What to make.</param>
    /// <param name="target">What takes it.</param>
    /// <param name="progress">Told when a stage begins and after each step, or null.</param>
    /// <param name="cancellation">Stops between steps, and ends a graph that runs on the host.</param>
    /// <exception cref="Diagnostics.ScumbleException">It cannot be made.</exception>
    Task<TextureReport> GenerateAsync(TexturePipeline pipeline, TextureRequest request, ITextureTarget target, IProgress<PipelineProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return pipeline.GenerateAsync(request, target, progress, cancellation);
    }
}
