using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>
/// Whether the device makes what the CPU makes: materials of the embedded model with prompts and seeds that change, more often than it takes until
/// runs are captured, so that a captured run that did not see its new inputs would show.
/// </summary>
internal static class AgreementMeasure
{
    private const int Edge = 128;
    private static readonly string[] Prompts = ["mossy cobblestones", "rusty metal plate", "blue ceramic tiles", "dry cracked mud", "oak planks"];

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var onDevice = Textures(setting, setting.Provider);
        var onCpu = Textures(setting, "cpu");
        var other = onDevice.Zip(onDevice.Skip(1)).Select(pair => Mean(pair.First, pair.Second)).Min();
        yield return new Sample("agreement-mean", "levels", [.. onDevice.Zip(onCpu).Select(pair => Mean(pair.First, pair.Second))],
            FormattableString.Invariant($"mean difference of 8-bit levels of base colour; two prompts differ by {other:F1} or more"));
        yield return new Sample("agreement-largest", "levels", [.. onDevice.Zip(onCpu).Select(pair => (double)pair.First.Zip(pair.Second).Max(texel => Math.Abs(texel.First - texel.Second)))]);
    }

    private static List<byte[]> Textures(Setting setting, string provider)
    {
        using var backend = SharedBackend.Create(setting.Device, provider, setting.Options);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        using var material = new GpuMaterial(backend, Edge, Edge);
        var textures = new List<byte[]>();
        foreach (var (prompt, i) in Prompts.Select((prompt, i) => (prompt, i)))
        {
            foreach (var _ in pipeline.Run(new TextureRequest { Prompt = prompt, Seed = (ulong)i, Width = Edge, Height = Edge, Tile = TileMode.XY }, material)) { }
            textures.Add(material.BaseColor.Download(0));
        }
        return textures;
    }

    private static double Mean(byte[] one, byte[] other) => one.Zip(other).Average(texel => (double)Math.Abs(texel.First - texel.Second));
}
