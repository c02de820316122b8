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
}
