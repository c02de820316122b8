using System.Globalization;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>A prompt to a 512x512 Vulkan image with full-size models; every image has a prompt of its own, so that the text is encoded each time.</summary>
internal static class PipelineMeasure
{
    private const int Edge = 512;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        foreach (var model in new[] { "sd15-tiny", "sd15-kl" })
        {
            using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(setting.ModelFolder, model)), backend).GetAwaiter().GetResult();
            using var picture = new GpuPicture(backend, Edge, Edge);
            foreach (var steps in new[] { 1, 4 })
            {
                var name = $"image-512-{(steps == 1 ? "1step" : $"{steps}steps")}-{model["sd15-".Length..]}";
                yield return new Sample(name, "ms", Clock.Milliseconds(8, 60, () => Once(steps, wait: true)));
                yield return new Sample($"{name}, one after the other", "ms", Clock.Throughput(5, 20, () => Once(steps, wait: false), setting.Device.Commands.Synchronize));
                var copies = setting.Device.HostCopies;
                var (up, down) = (copies.UploadedBytes, copies.DownloadedBytes);
                Once(steps, wait: true);
                yield return new Sample($"{name}-uploaded", "bytes", [copies.UploadedBytes - up], "the prompt's 77 token ids");
                yield return new Sample($"{name}-read-back", "bytes", [copies.DownloadedBytes - down]);
                var thread = new double[40];
                for (var i = 0; i < thread.Length; i++)
                {
                    thread[i] = Clock.Milliseconds(0, 1, () => Once(steps, wait: false))[0] * 1000;
                    setting.Device.Commands.Synchronize();
                }
                yield return new Sample($"{name}-thread", "us", thread, "the calling thread, for the whole image, from an idle device");
            }

            void Once(int steps, bool wait)
            {
                var request = new TextureRequest { Prompt = Next(), Seed = 1, Width = Edge, Height = Edge, Steps = steps, Guidance = 1, Tile = Imaging.TileMode.None };
                foreach (var _ in pipeline.Run(request, picture)) { }
                if (wait) setting.Device.Commands.Synchronize();
            }
        }
    }

    private static int _count;

    private static string Next() => (++_count).ToString(CultureInfo.InvariantCulture);
}
