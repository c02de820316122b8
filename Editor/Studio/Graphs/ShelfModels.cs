using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>The studio's models for its graphs, by their ids.</summary>
internal sealed class ShelfModels(ModelShelf models) : IGraphModels
{
    /// <inheritdoc/>
    public Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation) => models.OpenAsync(models.Require(name.Length == 0 ? null : name), cancellation);
}
