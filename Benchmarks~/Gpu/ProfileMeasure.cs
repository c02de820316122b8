namespace Scumble.Benchmarks;

/// <summary>Which kernels the full-size U-Net and decoder spend their time in.</summary>
internal static class ProfileMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        foreach (var sample in KernelProfile.Of(setting, "unet-64-batch1", setting.Graph("sd15-tiny", "unet"), UnetMeasure.Shapes(1))) yield return sample;
        foreach (var sample in KernelProfile.Of(setting, "tiny-decoder-512", setting.Graph("sd15-tiny", "vae_decoder"), DecoderMeasure.Shapes)) yield return sample;
    }
}
