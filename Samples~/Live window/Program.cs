// A window in which a material is made anew while it is drawn: the renderer is this program's own, Scumble borrows its device,
// and the textures it writes are what the renderer samples. One denoising step at most in each frame.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LiveWindow;
using Scumble.Diagnostics;
using Scumble.Output;
using Scumble.Vulkan;

// Its window and renderer are the basis of other samples too.
[assembly: InternalsVisibleTo("EndlessCorridor")]
[assembly: InternalsVisibleTo("SceneToConcept")]

try
{
    var options = LiveOptions.Parse(args);
    if (options.Screenshot is { } path) AtomicFile.CheckWritable(path);
    var (frames, textures) = Show(options);

    // After the device is gone, for the layer also tells of what was left on it.
    Console.WriteLine($"{frames} frames, {textures} textures{(options.Validate ? $", {Validation.Messages} validation messages" : "")}");
    return Validation.Messages == 0 ? 0 : 1;
}
catch (ScumbleException e)
{
    Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{e.Hint}");
    return e is InvalidRequestException ? 2 : 1;
}

static (ulong Frames, int Textures) Show(LiveOptions options)
{
    using var window = new Window(options.Window.Width, options.Window.Height, "Scumble");
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    using var graphics = new GraphicsDevice(window, options.Validate);
    using var scumble = VulkanDevice.Borrow(graphics.Lent);
    using var renderer = new SceneRenderer(graphics, window);
    using var frames = VulkanTimeline.Borrow(scumble, renderer.Timeline.Handle);
    using var material = new LiveMaterial(scumble, options);
    using var screenshot = options.Screenshot is { } path ? new Screenshot(graphics, path) : null;

    var clock = Stopwatch.StartNew();
    var (titleTime, titleFrame) = (0.0, 0ul);
    renderer.Show(material.Clay());
    renderer.Draw(0);
    Console.WriteLine(material.Open());
    while (!window.ShouldClose && renderer.Frames < options.Frames && material.Count < options.Textures)
    {
        Window.PollEvents();
        if (material.Advance(new TimelinePoint(frames, renderer.Frames)) is { } made)
        {
            renderer.Show(made);
            Console.WriteLine($"texture {material.Count} at frame {renderer.Frames} {material.MeanColour}");
        }
        if (!renderer.Draw(clock.Elapsed.TotalSeconds)) Window.WaitEvents(0.05);
        if (clock.Elapsed.TotalSeconds - titleTime is var passed && passed > 0.25)
        {
            window.Title = $"Scumble | {material.Status} | {1000 * passed / Math.Max(1, renderer.Frames - titleFrame):f1} ms a frame";
            (titleTime, titleFrame) = (clock.Elapsed.TotalSeconds, renderer.Frames);
        }
    }
    if (screenshot is not null)
    {
        // A window that just changed its size has no image to draw to at first.
        for (var attempt = 0; attempt < 10 && !renderer.Draw(clock.Elapsed.TotalSeconds, screenshot); attempt++) Window.WaitEvents(0.05);
        screenshot.Write();
    }
    return (renderer.Frames, material.Count);

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        window.Close();
    }
}
