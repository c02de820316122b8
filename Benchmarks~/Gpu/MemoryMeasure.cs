using Scumble.Models;
using Scumble.Onnx;
using Scumble.Pipeline;

namespace Scumble.Benchmarks;

/// <summary>The most memory of the process in each stage of a 512x512 picture with full-size models on the CPU, without a budget and within one.</summary>
internal static class MemoryMeasure
{
    private const double Budget = 4e9;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var model in new[] { "sd15-tiny", "sd15-kl" })
            foreach (var budget in new long?[] { null, (long)Budget })
            {
                using var backend = OnnxBackend.Create("cpu");
                using var pipeline = TexturePipeline.OpenAsync(
                    ModelFolder.Open(Path.Combine(setting.ModelFolder, model)), backend, new PipelineOptions { MemoryBudgetInBytes = budget }).GetAwaiter().GetResult();
                var request = new TextureRequest { Prompt = "1", Seed = 1, Width = 512, Height = 512, Steps = 1, GuidanceScale = 1, Tile = Imaging.TileMode.None };
                var report = pipeline.GenerateAsync(request).GetAwaiter().GetResult();
                foreach (var stage in report.Times.Where(stage => stage.PeakMemoryInBytes > 0))
                    yield return new Sample($"memory-{model}-{(budget is null ? "free" : "within-4GB")}-{stage.Stage.ToString().ToLowerInvariant()}", "MB", [stage.PeakMemoryInBytes / 1e6],
                        FormattableString.Invariant($"{stage.Elapsed.TotalSeconds:F1} s"));
            }
    }
}
