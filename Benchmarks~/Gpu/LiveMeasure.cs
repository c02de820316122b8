using System.Diagnostics;
using Scumble.Imaging;
using Scumble.Models;
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

    // Of the network, for each frame: the steps of a run of which the strength leaves out the first.
    private static readonly int[] Calls = [1, 2, 4];

    // What a process needs to begin and to end.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    /// <summary>The shares of the frame before, in what is started from and in what is shown.</summary>
    public static IReadOnlyList<(string Name, float Begun, float Shown)> Ways { get; } = [("alone", 0, 0), ("reuse", 0, 0.6f), ("restart", 0.25f, 0.6f)];

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var start = Stopwatch.GetTimestamp();
        var left = new TimeLeft(setting.Limit - Reserve, () => Stopwatch.GetElapsedTime(start));
        var (edge, count) = setting.Provider == "cpu" ? (256, 30) : (512, 60);
        var strength = setting.Strength;
        var view = FormattableString.Invariant($"live-{edge}{(strength == 0.5 ? "" : $"-at-{strength}")}");
        var scene = new LiveScene(setting, edge, count);
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        using var images = new VulkanImageOps(setting.Device);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(setting.MaterialFolder), backend).GetAwaiter().GetResult();
        using var live = new LiveView(setting, backend, images, pipeline, scene, edge);
        var shown = setting.PictureFolder is { } folder ? new LivePictures(scene, folder, view) : null;
        yield return new Sample($"{view}-begin", "s", [Stopwatch.GetElapsedTime(start).TotalSeconds], "until the first frame: the scene's frames, composed of materials on the processor, and the model");
        yield return new Sample($"{view}-composed-edges", "F1", [F1(scene, scene.Composed)], "of what frames begin with alone");
        yield return new Sample($"{view}-composed-flicker", "levels", [Flicker(scene, scene.Composed)], "likewise");

        // The most wanted first: whether what is shown flickers less, at each number of calls; then what to start from it too would do.
        var (alone, leftOut) = (new Dictionary<int, (double Flicker, double F1)>(), new List<string>());
        foreach (var (calls, way) in Calls.SelectMany(calls => Ways.Take(2).Select(way => (calls, way))).Concat(Calls.Select(calls => (calls, Ways[2]))))
        {
            var name = $"{view}-{calls}-calls-{way.Name}";
            if ((way.Shown > 0 && !alone.ContainsKey(calls)) || !left.Begin(calls))
            {
                leftOut.Add(name);
                continue;
            }
            var (steps, times) = ((int)Math.Round(calls / strength), new List<double>());
            var pictures = live.Play(steps, strength, way.Begun, way.Shown, keep: true, times);
            if (setting.Provider != "cpu")
            {
                // Again: a GPU rests while pictures go to the host.
                times.Clear();
                live.Play(steps, strength, way.Begun, way.Shown, keep: false, times);
            }
            yield return new Sample(name, "ms", times, FormattableString.Invariant($"a frame, {100.0 * times.Count(time => time > FrameMilliseconds) / times.Count:0.0} % longer than a 30th of a second"));
            var (flicker, f1) = (Flicker(scene, pictures), F1(scene, pictures));
            var reference = alone.TryGetValue(calls, out var made) ? made : alone[calls] = (flicker, f1);
            yield return new Sample($"{name}-flicker", "levels", [flicker],
                FormattableString.Invariant($"mean difference of 8-bit levels from the frame before, where both show the same; {flicker / reference.Flicker:0.00} of alone"));
            yield return new Sample($"{name}-edges", "F1", [f1],
                FormattableString.Invariant($"Canny's edges of the picture against the geometry's, within 2 pixels; {f1 / reference.F1:0.00} of alone"));
            shown?.Add(calls, way.Name, pictures);
            left.End(calls);
        }
        if (leftOut.Count > 0) yield return new Sample($"{view}-left-out", "ways", [leftOut.Count], $"no time was left for {string.Join(", ", leftOut)}");
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
        pictures.AsParallel().AsOrdered().Select((picture, i) => EdgeScore.F1(Extraction.Of(Extractors.Canny, picture), scene.Edges[i])).Average();
}
