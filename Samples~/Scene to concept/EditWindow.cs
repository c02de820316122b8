using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveWindow;
using Scumble.Diagnostics;
using Scumble.Vulkan;

namespace SceneToConcept;

/// <summary>The program in a window.</summary>
internal static class EditWindow
{
    private const float LongestStep = 0.1f;

    /// <summary>Shows the scene until the user, a signal or the script ends it.</summary>
    /// <exception cref="ScumbleException">There is no display, the scene cannot be read, or the script expected something else.</exception>
    public static void Run(ConceptOptions options)
    {
        var script = options.Script is { } file ? InputScript.Parse(file, RegularFile.ReadText(file)) : null;
        var (width, height) = options.Window ?? (1280, 720);
        using var window = new Window(width, height, "Scumble");
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var maker = new ConceptMaker(options);
        using var editor = new SceneEditor(options, maker);
        using var graphics = new GraphicsDevice(window, options.Validate);
        using var scumble = VulkanDevice.Borrow(graphics.Lent);
        using var textures = new PaintedTextures(scumble, graphics.MaxStorageBytes);
        using var renderer = new EditRenderer(graphics, window);
        using var frames = VulkanTimeline.Borrow(scumble, renderer.Timeline.Handle);
        using var screenshot = new Screenshot(graphics, "window.png");
        window.Listen();

        SampleScene? shown = null;
        var (clock, last, titled, isIdle) = (Stopwatch.StartNew(), 0.0, 0.0, false);
        var (busyFrames, longest) = (0, 0.0);
        while (!window.IsClosed && !editor.IsOver && script is not { IsOver: true })
        {
            // What the user did, or the script
            Window.PollEvents();
            var live = Window.TakeEvents();
            var played = script?.Next(isIdle);
            if (played?.Size is { } size) window.Resize(size.Width, size.Height);
            if (played?.Expected is { } expected && !editor.Shown.Contains(expected, StringComparison.OrdinalIgnoreCase))
                throw new ScumbleException($"The script expected '{expected}'; the window says '{editor.Shown}'.", "Mend the script, or what it shows.");
            var (pixelWidth, pixelHeight) = window.FramebufferSize;
            foreach (var input in played?.Events ?? live) editor.Take(input, (float)Math.Max(1, pixelWidth) / Math.Max(1, pixelHeight));
            window.IsCursorCaptured = editor.IsLooking && script is null;
            var (now, wasBusy) = (clock.Elapsed.TotalSeconds, editor.IsBusy);
            editor.Step(script is null ? (float)Math.Min(LongestStep, now - last) : InputScript.FrameSeconds);
            if (wasBusy) (busyFrames, longest) = (busyFrames + 1, Math.Max(longest, now - last));
            last = now;

            // What is shown
            var point = new TimelinePoint(frames, renderer.Frames);
            if (!ReferenceEquals(shown, editor.State.Scene))
            {
                shown = editor.State.Scene;
                renderer.Show(shown);
                textures.Clear(shown.Pieces.Count, point);
            }
            var isWhole = textures.Follow(editor.State.Atlases, editor.State.Picture?.Picture, point);
            if (textures.Fault is { } fault) editor.Say(fault, isError: true);
            var hud = editor.Hud(now);
            var pick = editor.Click;
            var shot = played?.Shot is not null ? screenshot : null;
            if (!renderer.Draw((editor.Camera.Eye, editor.Camera.Ahead), textures, editor.Picked, (w, h) => hud.Draw(w, h, window.ContentScale), pick is { } at ? (at.X, at.Y) : null, shot))
            {
                Window.WaitEvents(0.05);
                if (shot is not null) throw new ScumbleException("The window had no image to draw to when the script asked for its picture.", "Let it wait after it changes the size.");
                continue;
            }
            if (pick is not null) editor.Pick(renderer.Picked());
            if (played?.Shot is { } path) screenshot.Write(path);
            isIdle = !editor.IsBusy && isWhole;
            if (now - titled > 0.5) (window.Title, titled) = ($"Scumble | {editor.State.Scene.Name}{(editor.IsBusy ? " | working" : "")}", now);
        }
        Console.WriteLine(FormattableString.Invariant($"{renderer.Frames} frames; {busyFrames} of them while something was made, the longest {1000 * longest:0} ms"));

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            window.Close();
        }
    }
}
