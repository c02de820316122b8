using System.Text.Json.Nodes;
using Scumble.Shell;
using Scumble.Stages;

namespace Scumble.Lab;

/// <summary>The times of one size and step count: sums of medians.</summary>
/// <param name="Size">Width and height in pixels.</param>
/// <param name="Steps">Denoising steps.</param>
/// <param name="Stages">The pipeline's stages but for loading.</param>
/// <param name="Graphs">The bare calls by component.</param>
/// <param name="Pipeline">The parts of the pipeline that run graphs, together: encode, denoise, decode.</param>
/// <param name="Bare">The bare calls, together.</param>
/// <param name="SgemmGigaflops">The rate of matrix products measured in between.</param>
internal sealed record BenchRow(
    int Size, int Steps, IReadOnlyList<StageTime> Stages, IReadOnlyList<BenchGraph> Graphs, TimeSpan Pipeline, TimeSpan Bare, double SgemmGigaflops)
{
    /// <summary>What the pipeline adds to the bare calls, as a share of them.</summary>
    public double Overhead => Pipeline / Bare - 1;

    /// <summary>Everything for a program.</summary>
    public JsonObject ToJson() => new()
    {
        ["width"] = Size,
        ["height"] = Size,
        ["steps"] = Steps,
        ["seconds"] = Times.ToJson(Stages),
        ["pipelineSeconds"] = Times.Seconds(Pipeline),
        ["bareSeconds"] = Times.Seconds(Bare),
        ["overhead"] = Math.Round(Overhead, 4),
        ["sgemmGigaflopsPerSecond"] = Math.Round(SgemmGigaflops, 2),
        ["graphs"] = new JsonArray([.. Graphs.Select(graph => graph.ToJson(SgemmGigaflops))]),
    };
}
