using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>One opened model for all graphs, under the empty name.</summary>
/// <param name="pipeline">The model; not owned.</param>
public sealed class OneModel(TexturePipeline pipeline) : IGraphModels
{
    /// <inheritdoc/>
    public Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation) =>
        string.IsNullOrEmpty(name) ? Task.FromResult(pipeline) : throw new ScumbleException($"The graph asks for the model '{name}', and only the usual one is here.", "Leave the model's name empty.");
}
