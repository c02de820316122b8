namespace Scumble.Benchmarks;

/// <summary>Both decoders at 512x512.</summary>
internal static class DecoderMeasure
{
    public static Dictionary<string, int[]> Shapes { get; } = new() { ["latent_sample"] = [1, 4, 64, 64], ["sample"] = [1, 3, 512, 512] };

    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var cuda = new CudaSetting(setting);
        foreach (var sample in cuda.Time("tiny-decoder-512", setting.Graph("sd15-tiny", "vae_decoder"), Shapes)) yield return sample;
        foreach (var sample in cuda.Time("kl-decoder-512", setting.Graph("sd15-kl", "vae_decoder"), Shapes)) yield return sample;
    }
}
