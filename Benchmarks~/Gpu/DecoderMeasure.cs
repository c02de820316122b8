namespace Scumble.Benchmarks;

/// <summary>Both decoders at 512x512.</summary>
internal static class DecoderMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var cuda = new CudaSetting(setting);
        var shapes = new Dictionary<string, int[]> { ["latent_sample"] = [1, 4, 64, 64], ["sample"] = [1, 3, 512, 512] };
        foreach (var sample in cuda.Time("tiny-decoder-512", setting.Graph("sd15-tiny", "vae_decoder"), shapes)) yield return sample;
        foreach (var sample in cuda.Time("kl-decoder-512", setting.Graph("sd15-kl", "vae_decoder"), shapes)) yield return sample;
    }
}
