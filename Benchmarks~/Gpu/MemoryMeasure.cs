using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>
/// The most memory of the process in each stage of a 512x512 picture with full-size models on the CPU. One to a process: what an earlier one gave back
/// may still count.
/// </summary>
internal static class MemoryMeasure
{
    /// <summary>With everything open at once.</summary>
    public static IEnumerable<Sample> Free(Setting setting) => Run(setting, "memory-free", null);

    /// <summary>Within 5 GB: the U-Net's 3.4 GB of float32 and what its run needs, with the other graphs closed.</summary>
    public static IEnumerable<Sample> WithinBudget(Setting setting) => Run(setting, "memory-within-5GB", 5_000_000_000);

    private static IEnumerable<Sample> Run(Setting setting, string name, long? budget)
    {
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(setting.ModelFolder, "sd15-kl")), backend,
            new PipelineOptions { MemoryBudgetInBytes = budget }).GetAwaiter().GetResult();
        var request = new TextureRequest { Prompt = "1", Seed = 1, Width = 512, Height = 512, Steps = 1, Guidance = 1, Tile = Imaging.TileMode.None };
        var report = pipeline.GenerateAsync(request).GetAwaiter().GetResult();
        foreach (var stage in report.Times.Where(stage => stage.PeakMemoryInBytes > 0))
            yield return new Sample($"{name}-{stage.Stage.ToString().ToLowerInvariant()}", "MB", [stage.PeakMemoryInBytes / 1e6],
                FormattableString.Invariant($"{stage.Elapsed.TotalSeconds:F1} s"));
    }
}
