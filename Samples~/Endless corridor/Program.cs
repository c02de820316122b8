// A first-person walk through rooms whose materials are made as they come into view: a service makes them, the renderer samples one handle for each, and no frame waits.
using System.Diagnostics;
using EndlessCorridor;
using LiveWindow;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Service;
using Scumble.Sharing;
using Scumble.Vulkan;

try
{
    var options = CorridorOptions.Parse(args);
    if (options.Screenshot is { } path) AtomicFile.CheckWritable(path);
    Show(options);

    // After the device is gone, for the layer also tells of what was left on it.
    if (options.Validate) Console.WriteLine($"{Validation.Messages} validation messages");
    return Validation.Messages == 0 ? 0 : 1;
}
catch (ScumbleException e)
{
    Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{e.Hint}");
    return e is InvalidRequestException ? 2 : 1;
}

static void Show(CorridorOptions options)
{
    var patience = options.StressCount > 0 ? 600 : 60; // seconds at the end of the recorded walk, for what was asked for
    var memory = (long)options.Memory << 20;
    var budget = TimeSpan.FromMilliseconds(4);
    using var window = new Window(options.Window.Width, options.Window.Height, "Scumble");
    using var graphics = new GraphicsDevice(window, options.Validate);
    using var scumble = VulkanDevice.Borrow(graphics.Lent);
    using var renderer = new CorridorRenderer(graphics, window);
    using var frames = VulkanTimeline.Borrow(scumble, renderer.Timeline.Handle);
    using var generations = new Generations();

    // On the CPU a thread of low priority generates; a device is shared, and generates in slices between frames.
    var threads = new OnnxBackendOptions { Threads = options.Threads };
    using var shared = options.Device == "cpu" ? null : SharedBackend.Create(scumble, options.Device);
    using IInferenceBackend backend = shared ?? (IInferenceBackend)OnnxBackend.Create("cpu", threads);
    using var store = new VulkanTextureStore(scumble, shared);
    using var service = TextureService.Open(backend, store, new ServiceOptions { Cache = options.Cache, MemoryBudgetInBytes = memory, GraphParts = options.Parts, OnNotice = Console.WriteLine });
    using var corridor = new Corridor(service, options);
    using var screenshot = options.Screenshot is { } path ? new Screenshot(graphics, path) : null;
    Console.WriteLine($"{backend.Choice.Chosen}, drawn by {scumble.Name}");

    var (walk, times, pumps) = (new Walk(options.Recorded, options.Seconds), new FrameTimes(), new FrameTimes());
    var (last, titled, waited, shots) = (Stopwatch.GetTimestamp(), 0L, 0, 0);
    while (!window.ShouldClose && !(walk.IsOver && (corridor.IsWhole || walk.Stood > patience)))
    {
        var start = Stopwatch.GetTimestamp();
        var passed = Stopwatch.GetElapsedTime(last, start).TotalSeconds;
        last = start;
        Window.PollEvents();
        walk.Step(window, Math.Min(passed, 0.1));
        corridor.Look(walk.Eye.Z);

        // Between two frames, handles come to show something else.
        store.LastFrame = new TimelinePoint(frames, renderer.Frames);
        var worked = ThreadTime.Milliseconds();
        var pumped = service.Pump(budget).Elapsed.TotalMilliseconds;
        pumps.Add(pumped);
        corridor.Stress?.Look(service.Statistics);
        if (pumped >= generations.Times.Shortest && pumped - (ThreadTime.Milliseconds() - worked) >= generations.Times.Shortest) waited++;
        var shot = screenshot is not null && options.Recorded && walk.Share > 0.03 + (0.3 * shots);
        if (!renderer.Draw(walk, corridor, times, scumble.Commands.Submitted, shot ? screenshot : null)) Window.WaitEvents(0.05);
        if (shot) screenshot!.Write(Numbered(options.Screenshot!, ++shots));
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (FrameTimes.Budget - Stopwatch.GetElapsedTime(start).TotalMilliseconds is var left && left > 1) Thread.Sleep((int)left);
        if (Stopwatch.GetElapsedTime(titled).TotalSeconds > 0.25) (window.Title, titled) = (Title(service.Statistics, times), Stopwatch.GetTimestamp());
    }

    if (screenshot is not null)
    {
        for (var attempt = 0; attempt < 10 && !renderer.Draw(walk, corridor, times, scumble.Commands.Submitted, screenshot); attempt++) Window.WaitEvents(0.05);
        screenshot.Write();
    }
    if (corridor.Error is { } error) throw new ScumbleException($"A material could not be made: {error}", "See Documentation~/service.md.");
    var ((ready, count), (shortest, longest, made)) = (corridor.Progress, generations.Times);
    Console.WriteLine(FormattableString.Invariant($"{times.Count} frames: half within {times.Quantile(0.5):0.0} ms, 99 of 100 within {times.Quantile(0.99):0.0} ms"));
    Console.WriteLine(FormattableString.Invariant($"pump: half within {pumps.Quantile(0.5):0.00} ms, 99 of 100 within {pumps.Quantile(0.99):0.00} ms, the longest {pumps.Quantile(1):0.00} ms"));
    Console.WriteLine(FormattableString.Invariant($"{made} textures made in {shortest:0} to {longest:0} ms each, {ready} of {count} in view ready"));
    Console.WriteLine($"{service.Statistics}");
    Console.WriteLine($"{waited} frames waited for a generation");

    // Half of the memory is the models'.
    corridor.Stress?.Require(waited, memory / 2);
}

static string Numbered(string path, int number) => $"{Path.ChangeExtension(path, null)}-{number}.png";

static string Title(ServiceStatistics now, FrameTimes times) => FormattableString.Invariant(
    $"Scumble | {now.Waiting} wait, {now.Generated} made, {now.MemoryHits + now.DiskHits} from caches, {now.TextureBytes / 1048576.0:0.0} MiB | {times.Quantile(0.5):0.0} ms a frame");
