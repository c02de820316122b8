namespace Scumble.Benchmarks;

/// <summary>One call of the full-size U-Net on 64x64 latents.</summary>
internal static class UnetMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var cuda = new CudaSetting(setting);
        foreach (var batch in new[] { 1, 2 })
            foreach (var sample in cuda.Time($"unet-64-batch{batch}", setting.Graph("sd15-tiny", "unet"), Shapes(batch))) yield return sample;
    }

    public static Dictionary<string, int[]> Shapes(int batch) => new()
    {
        ["sample"] = [batch, 4, 64, 64],
        ["timestep"] = [batch],
        ["encoder_hidden_states"] = [batch, 77, 768],
        ["out_sample"] = [batch, 4, 64, 64],
    };
}
