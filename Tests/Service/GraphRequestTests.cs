using System.Diagnostics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Graphs as requests of the service, over ONNX Runtime on the CPU where they generate.</summary>
public class GraphRequestTests
{
    private const string Small = "\"width\": 64, \"height\": 64, \"steps\": 2, \"prompt\": \"mossy cobblestone\"";

    private static OnnxBackend Backend => OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });

    [Test]
    public void BitsAreThoseOfARunnerWhateverRanInBetween([Values] bool inPump)
    {
        using var backend = Backend;
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend).GetAwaiter().GetResult();
        using var runner = new GraphRunner(new CpuImageOps(), new OneModel(pipeline));
        TextureGraph[] graphs = [Generated(), Generated("\"seed\": 3"), Blended()];
        using var game = Open(backend, new ServiceOptions { GeneratesInPump = inPump });
        var shown = new HashSet<ShownContent>();
        var handles = graphs.Select(graph => game.Service.Request(graph)).ToArray();
        using var between = game.Service.Request(new TextureRequest { Prompt = "noise", Seed = 9, Width = 64, Height = 64, Steps = 1 }, priority: 1);
        game.Until(() =>
        {
            shown.UnionWith(handles.Select(handle => handle.View.Shown));
            return handles.All(handle => handle.Completion.IsCompleted);
        });
        Assert.That(shown, Is.EquivalentTo(new[] { ShownContent.Placeholder, ShownContent.Preview, ShownContent.Final }));
        foreach (var (graph, handle) in graphs.Zip(handles))
        {
            Assert.That(handle.Error, Is.Null, graph.Name);
            var output = runner.Run(graph).Outputs.Single();
            var expected = TextureContent.Of(output.Picture, output.Maps);
            Assert.That(handle.View.Texture.Maps, Is.EqualTo(expected.Maps));
            foreach (var map in expected.Maps) Assert.That(((HostTexture)handle.View.Texture).Levels(map), Is.EqualTo(expected.Levels(map)), $"{graph.Name} {map}");
        }
        Assert.That(handles.Select(handle => handle.Identity).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void WhatMakesNoPixelOtherwiseIsOneTextureAndWhatDoesIsAnother()
    {
        using var game = new PumpedService();
        var graph = Flat("#102030");
        TextureGraph[] same = [graph, graph with { Name = "renamed" }, graph with { Nodes = [.. graph.Nodes.Select(node => node with { X = 7 })] }];
        TextureGraph[] others = [Flat("#102031"), graph with { Width = 32 }];
        var handles = same.Concat(others).Select(one => game.Service.Request(one)).ToArray();
        game.UntilEnded(handles);
        Assert.That(handles.Select(handle => handle.Error), Has.All.Null);
        Assert.That((game.Service.Statistics.Generated, handles.Take(3).Select(handle => handle.Identity).Distinct().Count(), handles.Select(handle => handle.Identity).Distinct().Count()), Is.EqualTo((3, 1, 3)), "alike ones joined one run");
        var unused = game.Service.Request(graph with { Nodes = [.. graph.Nodes, new GraphNode { Id = "idle", Kind = "noise" }] });
        game.UntilEnded(unused);
        Assert.That((unused.Identity, game.Service.Statistics.Generated), Is.EqualTo((handles[0].Identity, 3)), "by its identity, for nothing hangs on the node");
    }

    [Test]
    public void TheDiskKeepsItUntilAFileOfItChanges()
    {
        using var folder = new TemporaryFolder();
        var picture = new Image(16, 16, 3);
        File.WriteAllBytes(folder["seen.png"], PngWriter.Encode(picture, PngFormat.Colour, []));
        var graph = new GraphBuilder(16, 16).Node("seen", "picture", """{"file": "seen.png"}""").Node("out", "output").Wire("seen.output out.input").Graph;
        float[] Show(out ServiceStatistics statistics)
        {
            using var game = new PumpedService(new ServiceOptions { Cache = folder["cache"], GraphFolder = folder.Path });
            var handle = game.Service.Request(graph);
            game.UntilEnded(handle);
            Assert.That(handle.Error, Is.Null);
            statistics = game.Service.Statistics;
            return ((FakeStore.Texture)handle.View.Texture).Colour;
        }
        Assert.That((Show(out var first)[0], first.Generated), Is.EqualTo((0f, 1)));
        Assert.That((Show(out var second)[0], second.DiskHits), Is.EqualTo((0f, 1)));
        picture.Pixels.Fill(1);
        File.WriteAllBytes(folder["seen.png"], PngWriter.Encode(picture, PngFormat.Colour, []));
        Assert.That((Show(out var third)[0], third.Generated), Is.EqualTo((1f, 1)), "made again of what is there now");
        File.Delete(folder["seen.png"]);
        Assert.That((Show(out var last)[0], last.DiskHits), Is.EqualTo((1f, 1)), "a shipped cache needs no file");
    }

    [Test]
    public void AFailedGraphSaysWhichNodeAndWhy()
    {
        using var game = new PumpedService();
        var none = game.Service.Request(new GraphBuilder().Node("noise", "noise").Graph);
        Assert.That((none.State, none.Error!.Message), Is.EqualTo((HandleState.Failed, "The graph 'test' has no output.")));
        var two = Flat("#102030");
        two = two with { Nodes = [.. two.Nodes, new GraphNode { Id = "second", Kind = "output" }] };
        Assert.That(game.Service.Request(two).Error!.Hint, Does.Contain("out, second"));
        var named = game.Service.Request(new ServiceRequest(two) { Output = "out" });
        var (missing, model) = (game.Service.Request(new GraphBuilder().Node("seen", "picture", """{"file": "seen.png"}""").Node("out", "output").Wire("seen.output out.input").Graph), game.Service.Request(Generated()));
        game.UntilEnded(named, missing, model);
        Assert.That((named.State, missing.State, model.State), Is.EqualTo((HandleState.Ready, HandleState.Failed, HandleState.Failed)));
        Assert.That((missing.Error!.Message, missing.View.Shown), Is.EqualTo(("The node 'seen' failed: The graph asks for the file 'seen.png', and may read none here.", ShownContent.Placeholder)));
        Assert.That(model.Error!.Message, Does.Contain("The folder of the model '' is not there"));
    }

    [Test]
    public void PicturesThatDoNotFitTheBudgetFailAlone()
    {
        using var game = new PumpedService(new ServiceOptions { MemoryBudgetInBytes = 200_000 });
        var (large, small) = (game.Service.Request(Flat("#102030") with { Width = 512, Height = 512 }), game.Service.Request(Flat("#102030")));
        game.UntilEnded(large, small);
        Assert.That((large.State, small.State), Is.EqualTo((HandleState.Failed, HandleState.Ready)));
        Assert.That(large.Error!.Message, Does.Contain("over the budget"));
    }

    [Test]
    public void WhatKeepsAGenerationFromEndingIsKnownWhole()
    {
        using var backend = Backend;
        using var game = Open(backend, new ServiceOptions { Models = new Dictionary<string, ModelSource> { ["other"] = TestModel.Path }, MemoryBudgetInBytes = 6_000_000 });
        var both = game.Service.Request(new GraphBuilder().Node("one", "generate", $$"""{{{Small}}}""").Node("other", "generate", $$"""{{{Small}}, "model": "other"}""").Node("blend", "blend").Node("out", "output")
            .Wire("one.picture blend.background", "other.picture blend.foreground", "blend.output out.input").Graph);
        var unknown = game.Service.Request(Generated("\"model\": \"othr\""));
        game.UntilEnded(both, unknown);
        Assert.That((both.State, both.Error?.Message), Is.EqualTo((HandleState.Ready, (string?)null)), "models that a graph uses stay open for it, whatever the budget");
        Assert.That((unknown.State, unknown.Error!.Hint), Is.EqualTo((HandleState.Failed, "Did you mean 'other'?")));
    }

    [Test]
    public void ADeviceThatIsLostBetweenTwoStepsCostsTheGraphNothing()
    {
        using var backend = Backend;
        using var game = new PumpedService(backend, new ServiceOptions { Model = TestModel.Path, GeneratesInPump = true }, new FakeStore());
        var handle = game.Service.Request(Generated("\"steps\": 60"));
        game.Until(() => handle.Steps.Done >= 2);
        game.Store.Lose();
        game.Service.Pump(TimeSpan.FromMilliseconds(5));
        game.Service.Attach(game.Store = new FakeStore());
        Assert.That((handle.Completion.IsCompleted, handle.View.Shown), Is.EqualTo((false, ShownContent.Placeholder)));
        game.UntilEnded(handle);
        Assert.That((handle.State, handle.Error, handle.View.Shown), Is.EqualTo((HandleState.Ready, (object?)null, ShownContent.Final)));
    }

    [Test]
    public void CancelledWorkEndsSoon([Values] bool generates)
    {
        using var backend = Backend;
        using var game = Open(backend);
        for (var round = 0; round < 3; round++)
        {
            var large = game.Service.Request(generates ? Generated($"\"steps\": 50, \"width\": 512, \"height\": 512, \"seed\": {round}") : Heavy(round));
            game.Until(() => large.State == HandleState.Running && (!generates || large.Steps.Done > 0));
            Thread.Sleep(100 * round);
            var start = Stopwatch.GetTimestamp();
            large.Cancel();
            Assert.That(large.State, Is.EqualTo(HandleState.Cancelled));
            game.UntilEnded(game.Service.Request(Flat("#102030") with { Height = 16 + (16 * round) }));
            TestContext.Out.WriteLine($"another graph was there after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
            Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.LessThan(3), "on a machine that does other things too");
        }
    }

    private static TextureGraph Flat(string colour) =>
        new GraphBuilder(16, 16).Node("flat", "uniform", $$"""{"colour": "{{colour}}"}""").Node("out", "output").Wire("flat.output out.input").Graph;

    // More goes before what is usual.
    private static TextureGraph Generated(string more = "")
    {
        var members = more.Split(", ").Concat(Small.Split(", ")).Where(member => member.Length > 0).DistinctBy(member => member.Split(':')[0]);
        return new GraphBuilder().Node("paint", "generate", $$"""{{{string.Join(", ", members)}}}""").Node("out", "output").Wire("paint.material out.input").Graph;
    }

    private static TextureGraph Blended() => new GraphBuilder(96, 96).Node("paint", "generate", $$"""{{{Small}}}""").Node("bricks", "bricks").Node("blend", "blend", """{"mode": "multiply"}""").Node("out", "output")
        .Wire("paint.picture blend.background", "bricks.height blend.foreground", "blend.output out.input").Graph;

    // Seconds of work on the host, and no model.
    private static TextureGraph Heavy(int seed) => new GraphBuilder(2048, 2048).Node("noise", "noise", $$"""{"seed": {{seed}}}""").Node("normal", "material_from_height").Node("out", "output")
        .Wire("noise.output normal.height", "normal.material out.input").Graph;

    private static PumpedService Open(OnnxBackend backend, ServiceOptions? options = null) => new(backend, (options ?? new()) with { Model = TestModel.Path });
}
