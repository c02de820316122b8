using Scumble.Materials;
using Scumble.Stages;

namespace SceneToConcept;

/// <summary>Makes the material of a prompt; one that a height is known for follows that.</summary>
/// <param name="pipeline">A model of materials.</param>
/// <param name="options">Heights that an artist drew.</param>
/// <param name="scene">Heights of its own.</param>
internal sealed class MaterialMaker(TexturePipeline pipeline, ConceptOptions options, SampleScene scene)
{
    /// <param name="request">The prompt.</param>
    /// <param name="sheet">Where a sheet goes of a material that follows a height; null for nowhere.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<MaterialMaps> MakeAsync(TextureRequest request, string? sheet = null, IProgress<PipelineProgress>? progress = null, CancellationToken cancellation = default)
    {
        var made = (await pipeline.GenerateAsync(request, progress, cancellation)).Maps!;
        var heights = options.HeightOf(request.Prompt) is { } own ? Relief.FromFile(own, options.Material)
            : options.IsRelief && scene.Reliefs.TryGetValue(request.Prompt, out var output) ? Relief.FromGraph(output, options.Material) : null;
        return heights is null ? made : await heights.GenerateAsync(pipeline, request, made, sheet, progress, cancellation);
    }
}
