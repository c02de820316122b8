using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Nodes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GraphRunnerTests : IDisposable
{
    private readonly GraphRunner _runner = new(new CpuImageOps());
    private readonly EventList _events = new();

    public void Dispose() => _runner.Dispose();

    // Two branches that meet.
    private static GraphBuilder Branches(int cells = 4, double gamma = 1) => new GraphBuilder()
        .Node("noise", "noise", $$"""{"cells_x": {{cells}}}""").Node("levels", "levels", FormattableString.Invariant($$"""{"gamma": {{gamma}}}"""))
        .Node("bricks", "bricks").Node("blur", "blur").Node("blend", "blend", """{"mode": "multiply"}""").Node("out", "output")
        .Wire("noise.output levels.input", "bricks.height blur.input", "levels.output blend.background", "blur.output blend.foreground", "blend.output out.input");

    [Test]
    public async Task OnlyWhatChangedRunsAgain()
    {
        await RunAsync(Branches().Graph);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "noise", "levels", "bricks", "blur", "blend", "out" }));
        await RunAsync(Branches().Graph);
        Assert.That(_events.Ran, Is.Empty);
        await RunAsync(Branches(gamma: 2).Graph);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "levels", "blend", "out" }));
        await RunAsync(Branches(cells: 5, gamma: 2).Graph);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "noise", "levels", "blend", "out" }));
        await RunAsync(Branches().Graph with { Name = "renamed" });
        Assert.That(_events.Ran, Is.Empty, "names and places count for nothing");
        await RunAsync(Branches().Graph with { Width = 80 });
        Assert.That(_events.Ran, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task WhatARunWouldGiveIsKnownWithoutIt()
    {
        var known = _runner.Identify(Branches().Graph);
        Assert.That(_runner.PeakBytes, Is.Zero, "nothing with pixels ran");
        Assert.That(_runner.Identify(Branches().Graph with { Name = "renamed" }), Is.EqualTo(known).And.Length.EqualTo(64));
        Assert.That(new[] { Branches(gamma: 2).Graph, Branches().Graph with { Width = 80 } }.Select(graph => _runner.Identify(graph)), Has.None.EqualTo(known).And.Unique);
        Assert.That(() => _runner.Identify(new GraphBuilder().Node("out", "output").Graph), Throws.TypeOf<ScumbleException>().With.Message.Contains("'out'"));
        var here = _runner.Run(Branches().Graph).Outputs.Single().Picture.Pixels.ToArray();
        using var other = new GraphRunner(new CpuImageOps());
        Assert.That(here, Is.EqualTo((await other.RunAsync(Branches().Graph)).Outputs.Single().Picture.Pixels.ToArray()));
    }

    [Test]
    public async Task NodesWithTheSameValuesRunOnce()
    {
        var graph = new GraphBuilder().Node("a", "noise").Node("b", "noise").Node("blend", "blend").Node("out", "output")
            .Wire("a.output blend.background", "b.output blend.foreground", "blend.output out.input").Graph;
        await RunAsync(graph);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "a", "blend", "out" }));
    }

    [Test]
    public async Task WhatFlowsThroughALightWireCountsAndNotWhoMadeIt()
    {
        static TextureGraph Graph(string number) => new GraphBuilder().Node("number", "math", number).Node("noise", "noise").Node("out", "output")
            .Wire("number.output noise.cells_x", "noise.output out.input").Graph;
        await RunAsync(Graph("""{"a": 2, "b": 2}"""));
        Assert.That(_events.Ran, Is.EqualTo(new[] { "number", "noise", "out" }));
        await RunAsync(Graph("""{"a": 2, "b": 2, "operation": "multiply"}"""));
        Assert.That(_events.Ran, Is.EqualTo(new[] { "number" }));
        var minus = await RunAsync(new GraphBuilder().Node("zero", "math", """{"a": -1, "operation": "multiply"}""").Node("noise", "noise").Node("normal", "normal_map").Node("out", "output")
            .Wire("zero.output normal.depth", "noise.output normal.input", "normal.normal out.input").Graph);
        Assert.That(minus.Failures, Is.Empty, "minus zero is zero");
        var failed = await RunAsync(Graph("""{"a": 2000}"""));
        Assert.That(failed.Nodes["noise"].Message, Does.Contain("'cells_x' must be a whole number from 1 to 512; found 2000"));
    }

    [Test]
    public async Task TheSameGraphGivesTheSameBits()
    {
        var first = await RunAsync(Branches().Graph);
        using var other = new GraphRunner(new CpuImageOps());
        var second = await other.RunAsync(TextureGraph.FromJson(Branches().Graph.ToJson()));
        Assert.That(second["out"].Picture.Pixels.SequenceEqual(first["out"].Picture.Pixels), Is.True);
    }

    [Test]
    public async Task AFailureTakesOnlyWhatHangsOnIt()
    {
        var graph = Branches().Node("file", "picture", """{"file": "nowhere.png"}""").Node("after", "invert").Node("lost", "output", """{"name": "lost"}""")
            .Wire("file.output after.input", "after.output lost.input").Graph;
        var result = await RunAsync(graph);
        Assert.Multiple(() =>
        {
            Assert.That(result.Outputs.Select(output => output.Name), Is.EqualTo(new[] { "out" }));
            Assert.That(result.Nodes["file"].Status, Is.EqualTo(NodeStatus.Failed));
            Assert.That(result.Nodes["file"].Message, Does.Contain("may read none here"));
            Assert.That(result.Nodes["after"].Status, Is.EqualTo(NodeStatus.Blocked));
            Assert.That(result.Nodes["lost"].Message, Does.Contain("'file'"));
            Assert.That(async () => await graph.GenerateAsync(_runner), Throws.TypeOf<ScumbleException>().With.Message.Contains("'file'"));
        });
    }

    [Test]
    public async Task ALadderOfDiamondsTakesNoTimeForItsPaths()
    {
        const int Rungs = 28; // 2^28 paths from the last to the first
        var builder = new GraphBuilder(16, 16).Node("n0", "noise");
        for (var i = 1; i <= Rungs; i++) builder.Node($"n{i}", "blend").Wire($"n{i - 1}.output n{i}.background", $"n{i - 1}.output n{i}.foreground");
        var clock = Stopwatch.StartNew();
        var result = await RunAsync(builder.Graph);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    // The noise is gone from the cache, and no room is left for it; the blur of it is still there.
    [Test]
    public async Task WhatHangsOnAKeptResultRunsThoughItsSourceFails()
    {
        const long Picture = 64 * 64 * 4;
        using var runner = new GraphRunner(new CpuImageOps(), budgetInBytes: 6 * Picture);
        var builder = new GraphBuilder().Node("source", "noise").Node("kept", "invert").Node("behind", "output").Node("lost", "output")
            .Wire("source.output kept.input", "kept.output behind.input", "source.output lost.input");
        string[] others = [.. Enumerable.Range(1, 5).Select(i => $"other{i}")];
        for (var i = 0; i < others.Length; i++) builder.Node(others[i], "noise", $$"""{"seed": {{i + 1}}}""");
        await runner.RunAsync(builder.Graph, new() { Nodes = ["kept"] });
        await runner.RunAsync(builder.Graph, new() { Nodes = others });
        var result = await runner.RunAsync(builder.Graph, new() { Nodes = [.. others, "behind", "lost"] });
        Assert.Multiple(() =>
        {
            Assert.That(result.Nodes["source"].Message, Does.Contain("budget"));
            Assert.That(result.Nodes["lost"].Status, Is.EqualTo(NodeStatus.Blocked));
            Assert.That(result.Nodes["kept"].Status, Is.EqualTo(NodeStatus.Cached));
            Assert.That(result.Nodes["behind"].Status, Is.EqualTo(NodeStatus.Finished));
        });
    }

    [Test]
    [Retry(3)] // a busy machine lends its threads late
    public async Task ACancelledRunEndsWithin300Milliseconds([Values("noise", "blur", "occlusion", "tile_sampler", "warp")] string kind)
    {
        // Far more work than the test has time for.
        var builder = new GraphBuilder(2048, 2048).Node("seed", "noise", """{"octaves": 1, "type": "value"}""");
        for (var i = 0; i < 8; i++)
        {
            builder.Node($"n{i}", kind, kind switch
            {
                "noise" => $$"""{"type": "edges", "octaves": 8, "seed": {{i}}}""",
                "blur" => $$"""{"sigma": {{20 + i}}}""",
                "occlusion" => $$"""{"depth": {{20 + i}}}""",
                "tile_sampler" => $$"""{"seed": {{i}}}""",
                _ => $$"""{"strength": {{20 + i}}}""",
            });
            foreach (var input in NodeKinds.Get(kind).Inputs.Where(port => port.IsRequired)) builder.Wire($"seed.output n{i}.{input.Name}");
        }
        using var source = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var events = new EventList { On = one => { if (one.Node == "n0" && one.Status == NodeStatus.Started) begun.TrySetResult(); } };
        var run = _runner.RunAsync(builder.Graph, new() { Events = events }, source.Token);
        await begun.Task;
        await Task.Delay(50);
        var clock = Stopwatch.StartNew();
        Cancel(source);
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.ElapsedMilliseconds, Is.LessThan(300));
        Assert.That(events.All.Last(one => one.Node == "n7").Status, Is.EqualTo(NodeStatus.Cancelled));
        Assert.That((await RunAsync(new GraphBuilder().Node("a", "noise").Graph)).Failures, Is.Empty, "the runner stays usable");
    }

    [Test]
    public async Task MemoryStaysWithinTheBudget()
    {
        const long Picture = 64 * 64 * 4;
        using var runner = new GraphRunner(new CpuImageOps(), budgetInBytes: 8 * Picture);
        var builder = new GraphBuilder().Node("n0", "noise");
        for (var i = 1; i < 30; i++) builder.Node($"n{i}", "invert").Wire($"n{i - 1}.output n{i}.input");
        var graph = builder.Node("out", "output").Wire("n29.output out.input").Graph;
        var result = await graph.GenerateAsync(runner);
        Assert.That(runner.PeakBytes, Is.InRange(2 * Picture, 8 * Picture));
        using var wide = new GraphRunner(new CpuImageOps());
        var expected = await graph.GenerateAsync(wide);
        Assert.That(result["out"].Picture.Pixels.SequenceEqual(expected["out"].Picture.Pixels), Is.True);
        using var tiny = new GraphRunner(new CpuImageOps(), budgetInBytes: Picture);
        Assert.That(async () => await graph.GenerateAsync(tiny), Throws.TypeOf<ScumbleException>().With.Message.Contains("budget"));
    }

    [Test]
    public async Task EventsShowSmallPictures()
    {
        await RunAsync(Branches().Graph, new() { PreviewEdge = 16 });
        var finished = _events.All.Where(one => one.Status == NodeStatus.Finished).ToArray();
        Assert.That(finished.Select(one => (one.Picture!.Width, one.Picture.Height)), Has.All.EqualTo((16, 16)));
        var whole = await _runner.ReadAsync(finished.Single(one => one.Node == "bricks").Key, "random");
        Assert.That((whole!.Picture.Width, whole.Type), Is.EqualTo((64, PortType.Grey)));
        Assert.That(await _runner.ReadAsync("0", null), Is.Null);
    }

    [Test]
    public async Task ASceneViewIsFilledByTheEngine()
    {
        var graph = new GraphBuilder().Node("view", "scene_view", """{"name": "depth"}""").Node("out", "output").Wire("view.output out.input").Graph;
        var picture = GraphBuilder.Smooth(64, 64, 1);
        var result = await RunAsync(graph, new() { Pictures = new Dictionary<string, PictureSource> { ["depth"] = GraphBuilder.Picture(picture, "depth") } });
        Assert.That(result["out"].Picture.Pixels.ToArray(), Is.EqualTo(picture.Pixels.ToArray()).Within(1e-6));
        Assert.That((await RunAsync(graph)).Nodes["view"].Message, Does.Contain("'depth'"));
    }

    [Test]
    public async Task AGraphIsANode()
    {
        var inner = new GraphBuilder().Node("noise", "noise").Node("over", "blend", """{"mode": "multiply"}""").Node("out", "output", """{"name": "result"}""")
            .Wire("noise.output over.foreground", "over.output out.input").Expose("cells", "noise", "cells_x").Expose("base", "over", "background").Graph;
        var outer = new GraphBuilder().Node("bricks", "bricks").Node("inner", "graph", $$"""{"graph": {{inner.ToJson()}}, "cells": 3}""").Node("out", "output")
            .Wire("bricks.height inner.base", "inner.result out.input").Graph;
        var flat = new GraphBuilder().Node("bricks", "bricks").Node("noise", "noise", """{"cells_x": 3}""").Node("over", "blend", """{"mode": "multiply"}""").Node("out", "output")
            .Wire("bricks.height over.background", "noise.output over.foreground", "over.output out.input").Graph;
        Assert.That(outer.Validate(), Is.Empty);
        var expected = await RunAsync(flat);
        var actual = await RunAsync(outer);
        Assert.That(actual["out"].Picture.Pixels.SequenceEqual(expected["out"].Picture.Pixels), Is.True);
        Assert.That(_events.Ran, Is.Empty, "what is within is cached like the rest");
        Assert.That(actual.Nodes["inner"].Status, Is.EqualTo(NodeStatus.Cached));
        var kind = NodeKinds.Get("graph");
        var node = outer.Nodes.Single(one => one.Id == "inner");
        Assert.That(kind.InputsOf(node).Single(), Is.EqualTo(new NodePort("base", PortType.Picture, "What lies below.", true)));
        Assert.That(kind.OutputsOf(node).Single().Name, Is.EqualTo("result"));
        Assert.That(kind.ParametersOf(node).Select(one => one.Name), Is.EqualTo(new[] { "graph", "cells" }));
    }

    [Test]
    public async Task ExposedParametersAreSetByName()
    {
        var graph = Branches().Expose("cells", "noise", "cells_x").Expose("mode", "blend", "mode").Graph;
        var changed = graph.With("cells", 7).With("mode", "screen");
        Assert.That(changed.ToJson(), Does.Contain("\"cells_x\":7").And.Contain("\"mode\":\"screen\""));
        await RunAsync(graph);
        await RunAsync(changed);
        Assert.That(_events.Ran, Is.EqualTo(new[] { "noise", "levels", "blend", "out" }));
        Assert.Multiple(() =>
        {
            Assert.That(() => graph.With("cell", 7), Throws.ArgumentException.With.Message.Contains("cells, mode"));
            Assert.That(() => graph.With("cells", 0.5), Throws.ArgumentException.With.Message.Contains("whole number from 1 to 512"));
            Assert.That(() => graph.With("mode", "burn"), Throws.ArgumentException.With.Message.Contains("multiply"));
            Assert.That(graph.WithTyped("levels.gamma", "2").ToJson(), Does.Contain("\"gamma\":2"));
        });
    }

    // At once: CancelAsync would wait for a thread of the pool, which is at work.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private Task<GraphResult> RunAsync(TextureGraph graph, GraphRunOptions? options = null)
    {
        _events.Clear();
        return _runner.RunAsync(graph, (options ?? new()) with { Events = _events });
    }
}
