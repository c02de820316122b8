namespace Scumble.Benchmarks;

/// <summary>Which kernels the embedded model's network and decoder spend their time in, at the smallest and the largest size that are measured.</summary>
internal static class MaterialProfileMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var (name, component) in new[] { ("unet", "unet"), ("decoder", "vae_decoder") })
        {
            using var graph = new EmbeddedGraph(setting, component);
            foreach (var edge in new[] { 256, 1024 })
                foreach (var sample in KernelProfile.Of(setting, $"material-{name}-{edge}", graph.Path, graph.Shapes(1, edge))) yield return sample;
        }
    }
}
