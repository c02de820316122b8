using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>The embedded model: materials with all maps in GPU memory, on one provider.</summary>
internal static class MaterialMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var edge in setting.Provider == "cpu" ? [256, 512] : new[] { 256, 512, 1024 })
            foreach (var sample in Material(setting, edge)) yield return sample;
    }

    private static IEnumerable<Sample> Material(Setting setting, int edge)
    {
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        using var material = new GpuMaterial(backend, edge, edge, pipeline.Layout!);
        var request = new TextureRequest { Prompt = "mossy cobblestones", Seed = 1, Width = edge, Height = edge };
        var steps = pipeline.Describe(request).Request.Steps;
        var (name, copies) = ($"material-{edge}-{setting.Provider}", setting.Device.HostCopies);
        var seed = 0UL;
        yield return new Sample(name, "ms", Clock.Milliseconds(setting.Provider == "cuda" ? 6 : 1, setting.Provider == "cuda" ? 40 : 5, Once), $"all maps with levels, {steps} steps");
        yield return new Sample($"{name}, one after the other", "ms", Clock.Throughput(3, setting.Provider == "cuda" ? 20 : 2, Enqueue, setting.Device.Commands.Synchronize));
        var before = copies.UploadedBytes + copies.DownloadedBytes;
        Once();
        yield return new Sample($"{name}-bytes", "bytes", [copies.UploadedBytes + copies.DownloadedBytes - before], "between host and device, one material");

        void Once()
        {
            Enqueue();
            setting.Device.Commands.Synchronize();
        }

        void Enqueue()
        {
            foreach (var _ in pipeline.Run(request with { Seed = ++seed }, material)) { }
        }
    }
}
