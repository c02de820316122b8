using Scumble.Imaging;
using Scumble.Models;
using Scumble.Output;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>
/// A live view at 30 frames a second, each generated anew from a picture composed of materials: alone, with the frame before blended into what is shown where it showed the same, and
/// into what the generation starts from too. What a frame takes, how much what stands still flickers, and how well the picture's edges lie on the geometry.
/// </summary>
internal static class LiveMeasure
{
    private const double FrameMilliseconds = 1000 / 30.0;

    // The steps of a run, of which the strength leaves out the first: one call of the network, two, four.
    private static readonly (int Steps, double Strength)[] Runs = [(2, 0.5), (4, 0.5), (8, 0.5)];

    // The shares of the frame before, in what is started from and in what is shown.
    private static readonly (string Name, float Begun, float Shown)[] Ways = [("alone", 0, 0), ("reuse", 0, 0.6f), ("restart", 0.25f, 0.6f)];

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var (edge, count) = setting.Provider == "cpu" ? (256, 12) : (512, 60);
        var scene = new LiveScene(setting, edge, count);
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        using var images = new VulkanImageOps(setting.Device);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        using var live = new LiveView(setting, backend, images, pipeline, scene, edge);
        foreach (var (steps, strength) in Runs)
        {
            (double Flicker, double F1)? alone = null;
            foreach (var (way, begun, shown) in Ways)
            {
                var name = $"live-{edge}-{steps * strength:0}-calls-{way}";
                var pictures = live.Play(steps, strength, begun, shown, keep: true, []);
                var (flicker, f1) = (Flicker(scene, pictures), F1(scene, pictures));
                alone ??= (flicker, f1);
                yield return new Sample($"{name}-flicker", "levels", [flicker],
                    FormattableString.Invariant($"mean difference of 8-bit levels from the frame before, where both show the same; {flicker / alone.Value.Flicker:0.00} of alone"));
                yield return new Sample($"{name}-edges", "F1", [f1],
                    FormattableString.Invariant($"Canny's edges of the picture against the geometry's, within 2 pixels; {f1 / alone.Value.F1:0.00} of alone"));
                if (steps == Runs[1].Steps) Write(setting, name, pictures);
                var times = new List<double>();
                live.Play(steps, strength, begun, shown, keep: false, times);
                yield return new Sample(name, "ms", times, FormattableString.Invariant($"a frame, {100.0 * times.Count(time => time > FrameMilliseconds) / times.Count:0.0} % longer than a 30th of a second"));
            }
        }
        var composed = scene.Composed;
        yield return new Sample($"live-{edge}-composed-edges", "F1", [F1(scene, composed)], "of what frames begin with alone");
        yield return new Sample($"live-{edge}-composed-flicker", "levels", [Flicker(scene, composed)], "likewise");
    }

    private static double Flicker(LiveScene scene, IReadOnlyList<Image> pictures)
    {
        var (sum, pixels) = (0.0, 0.0);
        for (var i = 1; i < pictures.Count; i++)
        {
            var (before, now) = (scene.Scenes[i - 1], scene.Scenes[i]);
            var motion = CameraMotion.Between(now.Seen(LiveScene.Convention).Camera, before.Seen(LiveScene.Convention).Camera, LiveScene.Convention, now.Width, now.Height);
            var (carried, known) = Reproject.Create(pictures[i - 1], Inverse(before), Inverse(now), pictures[i], motion, 0.01f);
            for (var k = 0; k < carried.Pixels.Length; k++) sum += Math.Abs(carried.Pixels[k] - pictures[i].Pixels[k]);
            for (var k = 0; k < known.Pixels.Length; k++) pixels += known.Pixels[k];
        }
        return 255 * sum / 3 / pixels;
    }

    private static Image Inverse(Staircase scene) => LinearDepth.ToInverse(scene.Depth(LiveScene.Convention), LiveScene.Convention);

    private static double F1(LiveScene scene, IReadOnlyList<Image> pictures) =>
        pictures.Select((picture, i) => EdgeScore.F1(Extraction.Of(Extractors.Canny, picture), scene.Edges[i])).Average();

    private static void Write(Setting setting, string name, List<Image> pictures)
    {
        if (setting.PictureFolder is not { } folder) return;
        // Four frames in a row: small enough to bring back.
        var (edge, shown) = (pictures[0].Width, new[] { 0, 1, pictures.Count / 2, pictures.Count - 1 });
        var row = new Image(edge * shown.Length, edge, 3);
        for (var k = 0; k < shown.Length; k++)
            for (var y = 0; y < edge; y++)
                for (var x = 0; x < edge; x++)
                    for (var c = 0; c < 3; c++) row[(k * edge) + x, y, c] = pictures[shown[k]][x, y, c];
        AtomicFile.Write(Path.Combine(folder, $"{name}.png"), stream => PngWriter.Write(stream, row, PngFormat.Colour, []));
    }
}
