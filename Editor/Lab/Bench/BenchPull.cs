using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Lab;

/// <summary>One kind of pull of a generation, and what it took each time.</summary>
/// <param name="Stage">The stage that it works on.</param>
/// <param name="Calls">The graphs that it runs, of one component, or none.</param>
internal sealed record BenchPull(PipelineStage Stage, IReadOnlyList<GraphCall> Calls)
{
    /// <summary>The pipeline's times.</summary>
    public List<TimeSpan> Ours { get; } = [];

    /// <summary>The times of the bare calls.</summary>
    public List<TimeSpan> Bare { get; } = [];

    /// <summary>The times of the matrix product, where there are calls.</summary>
    public List<TimeSpan> Product { get; } = [];
}
